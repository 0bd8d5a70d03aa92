from django.db import migrations


def note(apps, schema_editor):
    """The sweeps count the claims that were there before the figures, or `manage.py rebuild_figures` does at once."""
    quote = schema_editor.quote_name
    schema_editor.execute(
        f"INSERT INTO {quote('claims_uncounted')} ({quote('claim_id')}) "  # noqa: S608 (our own names)
        f"SELECT {quote('id')} FROM {quote('claims_claim')} WHERE {quote('state')} <> 'draft'"
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_counting")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop, elidable=True)]

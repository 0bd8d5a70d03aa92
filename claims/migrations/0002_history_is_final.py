"""The database itself refuses to change or delete history, whoever asks."""

from django.db import migrations

POSTGRESQL = (
    """
    CREATE FUNCTION claims_event_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'history is final: claims_event can only be added to';
    END $$
    """,
    """
    CREATE TRIGGER claims_event_is_final BEFORE UPDATE OR DELETE ON claims_event
    FOR EACH ROW EXECUTE FUNCTION claims_event_is_final()
    """,
)
SQLITE = tuple(
    f"""
    CREATE TRIGGER claims_event_no_{verb.lower()} BEFORE {verb} ON claims_event
    BEGIN SELECT RAISE(ABORT, 'history is final: claims_event can only be added to'); END
    """
    for verb in ("UPDATE", "DELETE")
)
UNDO_POSTGRESQL = (
    "DROP TRIGGER claims_event_is_final ON claims_event",
    "DROP FUNCTION claims_event_is_final()",
)
UNDO_SQLITE = ("DROP TRIGGER claims_event_no_update", "DROP TRIGGER claims_event_no_delete")


def run(on_postgresql, on_sqlite):
    def apply(apps, editor):
        for statement in on_postgresql if editor.connection.vendor == "postgresql" else on_sqlite:
            editor.execute(statement)

    return apply


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]
    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(UNDO_POSTGRESQL, UNDO_SQLITE))]

"""The database itself refuses to change or delete what happened to a company's people, whoever asks."""

from django.db import migrations

REFUSAL = "what happened to people is final: accounts_peoplechange can only be added to"
POSTGRESQL = (
    f"""
    CREATE FUNCTION accounts_peoplechange_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{REFUSAL}';
    END $$
    """,
    """
    CREATE TRIGGER accounts_peoplechange_is_final BEFORE UPDATE OR DELETE ON accounts_peoplechange
    FOR EACH ROW EXECUTE FUNCTION accounts_peoplechange_is_final()
    """,
)
SQLITE = tuple(
    f"""
    CREATE TRIGGER accounts_peoplechange_no_{verb.lower()} BEFORE {verb} ON accounts_peoplechange
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """
    for verb in ("UPDATE", "DELETE")
)
UNDO_POSTGRESQL = (
    "DROP TRIGGER accounts_peoplechange_is_final ON accounts_peoplechange",
    "DROP FUNCTION accounts_peoplechange_is_final()",
)
UNDO_SQLITE = (
    "DROP TRIGGER accounts_peoplechange_no_update",
    "DROP TRIGGER accounts_peoplechange_no_delete",
)


def run(on_postgresql, on_sqlite):
    def apply(apps, editor):
        for statement in on_postgresql if editor.connection.vendor == "postgresql" else on_sqlite:
            editor.execute(statement)

    return apply


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_single_keys")]
    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(UNDO_POSTGRESQL, UNDO_SQLITE))]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0016_move_defence_files"),
    ]

    operations = [
        migrations.DeleteModel(
            name="DefenceFile",
        ),
    ]

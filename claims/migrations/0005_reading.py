from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_guided_filing"),
    ]

    operations = []

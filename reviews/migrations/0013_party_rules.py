from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0012_fill_parties")]

    operations = [
        migrations.RemoveConstraint(
            model_name="arbitrationparty",
            name="party_is_somebody",
        ),
        migrations.AddConstraint(
            model_name="arbitrationparty",
            constraint=models.CheckConstraint(
                condition=models.Q(("claim__isnull", False), ("association__isnull", False), _connector="OR"),
                name="party_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="arbitrationparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claim_product__isnull", True), ("claim__isnull", False), _connector="OR"
                ),
                name="party_product_is_of_a_claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="arbitrationparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_at__isnull", True), ("claim_product__isnull", True), _connector="OR"
                ),
                name="party_that_left_has_no_product",
            ),
        ),
    ]

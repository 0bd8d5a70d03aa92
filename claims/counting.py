from django.db.models import IntegerField, Subquery


class CappedCount(Subquery):
    """Of a queryset that is sliced: reads no more of an index than it counts."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) capped)"
    output_field = IntegerField()

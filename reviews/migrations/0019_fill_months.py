from collections import Counter, defaultdict
from datetime import timedelta

from django.db import migrations, transaction
from django.db.models.functions import TruncMonth

ABOUT = ("programmes", "reviewer")
HISTOGRAMS = ("review_days", "total_days")


def fill(apps, schema_editor):
    """From the days that are counted already; a month that is there is made anew."""
    figures = apps.get_model("reviews", "Figure").objects
    months = figures.filter(span="day").order_by().annotate(month=TruncMonth("date")).values_list("month")
    for (month,) in months.distinct().order_by("month"):
        with transaction.atomic():
            # Who counts waits, or is waited for.
            list(apps.get_model("reviews", "Counting").objects.select_for_update())
            figures.filter(span="month", date=month).delete()
            figures.bulk_create(_months(figures, month), batch_size=500)


def _months(figures, month):
    """Its rows; the sums over all sets of programmes and over everybody are sums of such sums."""
    following = (month + timedelta(days=31)).replace(day=1)
    names = [
        field.name for field in figures.model._meta.fields if field.name not in ("id", "span", "date", *ABOUT)
    ]
    sums = defaultdict(lambda: {name: Counter() if name in HISTOGRAMS else 0 for name in names})
    days = figures.filter(span="day", date__gte=month, date__lt=following)
    for programmes, reviewer, *values in days.values_list(*ABOUT, *names):
        row = sums[programmes, reviewer]
        for name, value in zip(names, values, strict=True):
            row[name] += Counter(value) if name in HISTOGRAMS else value
    for (programmes, reviewer), row in sums.items():
        for name in HISTOGRAMS:
            row[name] = {tenths: row[name][tenths] for tenths in sorted(row[name], key=int)}
        yield figures.model(span="month", date=month, programmes=programmes, reviewer=reviewer, **row)


class Migration(migrations.Migration):
    # Month by month, so that nobody who counts waits long; one that was stopped goes on when run again.
    atomic = False

    dependencies = [
        ("reviews", "0018_figures_by_month"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

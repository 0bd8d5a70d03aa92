from django.db import migrations


def note_what_was_sent(apps, schema_editor):
    """Until now a message that was sent was all there was to know of a hand-over."""
    HandOff, Message = apps.get_model("consent", "HandOff"), apps.get_model("outbox", "Message")
    last = 0
    while batch := list(HandOff.objects.filter(handed_at__isnull=True, pk__gt=last).order_by("pk")[:500]):
        last = batch[-1].pk
        keys = [each.message_key for each in batch]
        sent = (
            Message.objects.filter(key__in=keys, state="sent").exclude(reference="").in_bulk(field_name="key")
        )
        found = [each for each in batch if each.message_key in sent]
        for each in found:
            message = sent[each.message_key]
            each.handed_at, each.reference = message.sent_at, message.reference
        HandOff.objects.bulk_update(found, ["handed_at", "reference"])


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0004_handed_over"),
        ("outbox", "0001_initial"),
    ]

    operations = [migrations.RunPython(note_what_was_sent, migrations.RunPython.noop)]

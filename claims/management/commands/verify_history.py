from itertools import groupby

from django.core.management.base import BaseCommand, CommandError

from claims.models import Claim, Event


class Command(BaseCommand):
    help = "Checks the hash chain of every claim's history, and names each claim whose history was tampered with."

    def handle(self, **options):
        heads = dict(Claim.objects.values_list("pk", "history_head"))
        unseen = {pk for pk, head in heads.items() if head}
        broken = checked = 0
        events = Event.objects.order_by("claim_id", "number").iterator(chunk_size=2000)
        for claim_id, chain in groupby(events, key=lambda event: event.claim_id):
            unseen.discard(claim_id)
            checked += 1
            fault = fault_in(chain, heads.get(claim_id))
            if fault:
                broken += 1
                self.stderr.write(f"claim {claim_id}: {fault}")
        for claim_id in sorted(unseen):
            broken += 1
            self.stderr.write(f"claim {claim_id}: its history is gone")
        if broken:
            raise CommandError(f"{broken} of {checked} histories were tampered with.")
        self.stdout.write(f"{checked} histories are intact.")


def fault_in(chain, head: str | None) -> str | None:
    """The first thing wrong with one claim's events; `head` is None for a deleted draft."""
    previous, last = "", None
    for number, event in enumerate(chain, start=1):
        if event.number != number:
            return f"event {number} is missing"
        if event.previous_hash != previous or event.hash != event.computed_hash():
            return f"event {number} was altered"
        previous, last = event.hash, event
    if head is None:
        return None if last.kind == "deleted" else "the claim is gone, but was never deleted as a draft"
    return None if head == previous else f"events after {last.number} are missing"

"""How fast the review queue is: `python -m bench.queue`, from the project's folder."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpor_portal.settings")
django.setup()

from django.db.models import Count
from django.urls import reverse

from accounts.models import User
from accounts.roles import StaffRole
from bench.pages import Page, report
from claims.models import Claim


def busiest_reviewer() -> User | None:
    busy = (
        Claim.objects.awaiting_review()
        .exclude(reviewer=None)
        .values("reviewer")
        .annotate(work=Count("pk"))
        .order_by("-work")
    )
    found = busy.first()
    if found is not None:
        return User.objects.get(pk=found["reviewer"])
    return User.objects.filter(staff_role=StaffRole.REVIEWER).first()


def pages(reviewer: User) -> list[Page]:
    queue = reverse("reviews:queue")
    shown = [
        Page(f"queue: {what}", reviewer, f"{queue}?show={what}")
        for what in ("all", "mine", "unassigned", "overdue", "answered", "partner")
    ]
    claim = Claim.objects.awaiting_review().select_related("tenant", "location").order_by("due_at").first()
    if claim is None:
        return shown
    return [
        *shown,
        Page("search: Directory ID", reviewer, f"{queue}?q={claim.tenant.directory_id}"),
        Page("search: MPN ID", reviewer, f"{queue}?q={claim.location.mpn_id}"),
        Page("one claim", reviewer, reverse("reviews:claim", args=[claim.code])),
    ]


def main() -> int:
    reviewer = busiest_reviewer()
    if reviewer is None:
        print("There is no reviewer; `manage.py seed_bulk --claims 20000` makes some, with claims.")
        return 1
    waiting = Claim.objects.awaiting_review().count()
    about = f"{Claim.objects.count():,} claims, {waiting:,} of them waiting, seen by {reviewer}"
    return 0 if report(pages(reviewer), about) else 1


if __name__ == "__main__":
    sys.exit(main())

"""How fast insights are, and the expected time on a partner's claim: `python -m bench.insights`.

`--small URL` names a second database with few claims; each page is then asked for in both, and compared. Both want
their figures: `manage.py rebuild_figures`.
"""

import argparse
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpor_portal.settings")
django.setup()

from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from accounts.programmes import Programme
from accounts.roles import StaffRole
from bench.pages import Page, compare, compare_costs, compare_plans, other_database, report
from claims.models import Claim
from claims.states import State
from reviews.forms.insights import PERIODS
from reviews.insights.figures import NO_PROGRAMME
from reviews.models import Figure

YEAR = {"since": "2025-05-17", "until": "2026-05-16"}
THREE_YEARS = {"since": "2023-12-10", "until": "2026-11-25"}


def a_lead() -> User:
    """Who looks. Claims made in bulk have reviewers only, so the first time one is made."""
    found = User.objects.filter(staff_role=StaffRole.LEAD).order_by("pk").first()
    return found or User.objects.create_user(
        "lead@review.example", name="Bench Lead", staff_role=StaffRole.LEAD
    )


def pages(lead: User) -> list[Page]:
    address = reverse("reviews:insights")
    reviewer = User.objects.filter(staff_role=StaffRole.REVIEWER).order_by("pk").first()

    def page(label, **asked):
        return Page(label, lead, f"{address}?{urlencode(asked)}")

    def table(label, key, **asked):
        return Page(label, lead, f"{reverse('reviews:insights_table', args=[key])}?{urlencode(asked)}")

    return [
        Page("insights", lead, address),
        *(page(f"last {days} days", period=days) for days in PERIODS),
        page("a year that ends within a month", **YEAR),
        page("three years", **THREE_YEARS),
        page("three years, one programme", programme="osu_ba", **THREE_YEARS),
        *(page(f"programme: {each}", programme=each) for each in (*Programme, NO_PROGRAMME)),
        page("one reviewer", reviewer=reviewer.pk),
        page("one reviewer, one programme, a year", reviewer=reviewer.pk, programme="osu_ba", period=365),
        Page("a reviewer's own", reviewer, address),
        *(
            table(f"{key}, {name}, {form.upper()}", key, **{"as": form}, **asked)
            for key, name, asked in (
                ("reviewers", "90 days", {}),
                ("flow", "90 days", {}),
                ("flow", "a year", YEAR),
                ("durations", "three years", THREE_YEARS),
                ("programmes", "three years", THREE_YEARS),
            )
            for form in ("csv", "xlsx")
        ),
        _claim_page(),
    ]


def _claim_page() -> Page:
    claim = Claim.objects.filter(state=State.SUBMITTED).order_by("-pk").first()
    return Page("a partner's claim", claim.submitted_by, reverse("claims:detail", args=[claim.code]))


def main(arguments=()) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", metavar="URL", help="a second database, with few claims, to compare with")
    parser.add_argument(
        "--plans", action="store_true", help="compare what the database does, not whole pages"
    )
    parser.add_argument(
        "--costs",
        action="store_true",
        help="compare what this process computes and what the database does, not times",
    )
    asked = parser.parse_args(arguments)
    small = asked.small
    if not Figure.objects.exists():
        print("There are no figures: `manage.py seed_bulk --claims 20000`, then `manage.py rebuild_figures`.")
        return 1
    about = _about()
    if small is None:
        return 0 if report(pages(a_lead()), about) else 1
    with other_database(small) as switch:
        switch(True)
        few, about = pages(a_lead()), f"{about}, against {_about()}"
        switch(False)
        how = compare_plans if asked.plans else compare_costs if asked.costs else compare
        return 0 if how(few, pages(a_lead()), switch, about) else 1


def _about() -> str:
    return f"{Claim.objects.count():,} claims and {Figure.objects.count():,} rows of figures"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

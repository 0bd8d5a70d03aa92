"""The same rows at once, on real connections: each claim is made once."""

import pytest

from claims.actions import batches
from claims.batches.working import work_on
from claims.models import Claim
from tests.batch_factories import a_checked_batch, a_row, states
from tests.claim_factories import MONDAY
from tests.factories import a_filer, a_location, a_product

from .test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("FIL-8"), pytest.mark.each_database]


def a_decided_batch(fiona, location, rows):
    batch = a_checked_batch(fiona, rows, partner=location.partner)
    batches.confirm(batch.pk, by=fiona, at=MONDAY, submits=True)
    return batch


@pytest.mark.parametrize("uploads", [1, 2])
def test_rows_that_are_made_twice_at_once_become_one_claim_each(uploads):
    """Two workers on one upload, and on two uploads of the same sheet."""
    location = a_location()
    fiona = a_filer(location.partner)
    product = a_product()
    rows = [a_row(location, product) for _row in range(4)]
    decided = [a_decided_batch(fiona, location, rows) for _upload in range(uploads)]

    outcomes = at_once(
        *[lambda batch=batch: work_on(batch.pk, now=lambda: MONDAY) for batch in (decided * 2)[:2]]
    )

    assert outcomes == [True, True]
    assert Claim.objects.count() == 4
    assert {claim.state for claim in Claim.objects.all()} == {"submitted"}
    assert {claim.files.count() for claim in Claim.objects.all()} == {1}
    ends = [state for batch in decided for state in states(batch)]
    assert sorted(ends) == ["repeated"] * 4 * (uploads - 1) + ["submitted"] * 4

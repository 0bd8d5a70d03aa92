import pytest

from tests.factories import a_lead, a_location, a_partner


@pytest.fixture
def dublin():
    return a_location(a_partner(name="Northwind Consulting", country="IE"), name="Northwind Dublin")


@pytest.fixture
def munich():
    partner = a_partner(name="Fabrikam Cloud", country="DE")
    return a_location(partner, name="Fabrikam München", country="DE", time_zone="Europe/Berlin")


@pytest.fixture
def lena():
    return a_lead(name="Lena Lead")

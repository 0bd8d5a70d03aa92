import pytest
from django.core.cache import cache

from tests import factories


@pytest.fixture(autouse=True)
def no_rate_limits_from_before():
    cache.clear()


@pytest.fixture
def fiona(db):
    return factories.a_filer(factories.a_partner(name="Northwind Consulting"), name="Fiona Filer")


@pytest.fixture
def as_fiona(client, fiona):
    client.force_login(fiona)
    return client

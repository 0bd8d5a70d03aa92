import json

import pytest

from directory.models import Product
from tests.factories import a_product

from .answers import GUID, an_answer


@pytest.fixture
def file(tmp_path):
    """Writes lines into a file, or an object as JSON."""

    def write(name, *content):
        path = tmp_path / name
        text = "\n".join(content) if isinstance(content[0], str) else json.dumps(content[0])
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def sales():
    return a_product(Product.Area.BUSINESS_APPLICATIONS, code="sales", name="Dynamics 365 Sales")


@pytest.fixture
def server(directory_server, sales):
    a_product(code="teams")
    directory_server.tenants[GUID] = an_answer()
    directory_server.domains["contoso.example"] = {"name": "contoso.example", "directory_id": GUID}
    return directory_server

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from directory.loading import load, writers
from directory.models import Association, Domain, Holding, Product, Subscription, Tenant, Usage
from tests.factories import a_location, a_product, a_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

EXAMPLES = Path(__file__).resolve().parents[2] / "directory" / "examples"
CONTOSO = "0b0f6d0e-5c7a-4a52-9c1e-6f1f5f2a7d01"
ADATUM = "7d9b1c52-30b4-4f2e-8a57-1f8e0c6b2e02"
TENANTS = "directory_id,name,country,domains"


def snapshot():
    models = (Product, Tenant, Domain, Holding, Subscription, Association, Usage)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def load_examples():
    return load(sorted(EXAMPLES.iterdir()))


@pytest.mark.rule("DIR-1")
def test_examples_load_and_loading_again_changes_nothing():
    a_location(mpn_id="1234567")
    call_command("load_catalogue")

    reports = load_examples()
    once = snapshot()
    again = load_examples()

    assert [(report.kind, report.loaded, report.skipped, report.problems) for report in reports] == [
        ("associations", 1, 0, []),
        ("holdings", 4, 0, []),
        ("subscriptions", 3, 0, []),
        ("tenants", 3, 0, []),
        ("usage", 1, 1, []),
    ]
    assert [report.loaded for report in again] == [report.loaded for report in reports]
    assert snapshot() == once
    contoso = Tenant.objects.get(directory_id=CONTOSO)
    assert (contoso.name, contoso.country, contoso.language) == ("Contoso", "DE", "de")
    assert contoso.time_zone == "Europe/Berlin"
    assert set(contoso.domains.values_list("name", flat=True)) == {"contoso.example", "contoso-shop.example"}
    assert set(contoso.holdings.values_list("product__code", flat=True)) == {"exchange-online", "teams"}
    sales = contoso.subscriptions.get(product__code="dynamics-365-sales")
    assert (sales.channel, sales.state, sales.end_date) == ("volume_licensing", "active", date(2028, 3, 31))
    assert contoso.subscriptions.get(product__code="power-bi").end_date is None
    assert sales.associations.get().usage.get().active_users == 120


def test_later_state_updates_what_is_there(file):
    load([file("t.csv", TENANTS, f"{CONTOSO},Contoso,DE,contoso.example old.example")])

    load([file("t.csv", TENANTS + ",language", f"{CONTOSO},Contoso AG,CH,contoso.example new.example,de")])

    tenant = Tenant.objects.get()
    assert (tenant.name, tenant.country, tenant.time_zone) == ("Contoso AG", "CH", "Europe/Zurich")
    assert set(tenant.domains.values_list("name", flat=True)) == {"contoso.example", "new.example"}


def test_domain_moves_to_a_tenant_further_down(file):
    load([file("t.csv", TENANTS, f"{CONTOSO},Contoso,DE,shared.example")])

    [report] = load([file("t.csv", TENANTS, f"{CONTOSO},Contoso,DE,", f"{ADATUM},Adatum,SE,shared.example")])

    assert (report.loaded, report.problems) == (2, [])
    assert Domain.objects.get().tenant.name == "Adatum"


def test_bad_rows_are_told_by_line_and_not_half_loaded(file):
    a_tenant("taken.example")
    path = file(
        "t.csv",
        TENANTS,
        f"{CONTOSO},Contoso,DE,contoso.example",
        "not-a-guid,Nobody,DE,nobody.example",
        "",
        f"{ADATUM},Adatum,SE,adatum.example taken.example",
        "c2f4a8b6-91d3-47e5-b0a9-3e7d5c1f4a03,,US,fourth.example",
        f"{CONTOSO.upper()},Contoso again,DE,again.example",
        "d2f4a8b6-91d3-47e5-b0a9-3e7d5c1f4a03,Fabrikam,usa,fabrikam.example",
        "e2f4a8b6-91d3-47e5-b0a9-3e7d5c1f4a03,Tailspin,GB,tailspin",
        "f2f4a8b6-91d3-47e5-b0a9-3e7d5c1f4a03,Wingtip,GB",
        '12f4a8b6-91d3-47e5-b0a9-3e7d5c1f4a03,"Proseware,\nInc.",GB,proseware.example',
        "22f4a8b6-91d3-47e5-b0a9-3e7d5c1f4a03,Litware,GB,litware.example",
    )

    [report] = load([path])

    assert report.problems == [
        (3, "directory_id is not a GUID: 'not-a-guid'"),
        (5, "another tenant has the domain taken.example"),
        (6, "name is empty"),
        (7, "repeats line 2"),
        (8, "country is not a two-letter country code: 'usa'"),
        (9, "domains has what is not a domain: 'tailspin'"),
        (10, "3 values for 4 columns"),
        (11, "name has a character that can't be printed"),
    ]
    assert report.loaded == 2
    assert set(Domain.objects.values_list("name", flat=True)) == {
        "taken.example",
        "contoso.example",
        "litware.example",
    }


def test_strict_loads_nothing_when_one_row_is_bad(file, capsys):
    good = file("good.csv", TENANTS, f"{CONTOSO},Contoso,DE,contoso.example")
    bad = file("bad.csv", TENANTS, f"{ADATUM},Adatum,SE,adatum.example", "x,Nobody,DE,nobody.example")

    with pytest.raises(CommandError) as refusal:
        call_command("load_directory", good, bad, "--strict")

    assert (str(refusal.value), refusal.value.returncode) == ("Nothing was loaded.", 1)
    assert f"{bad}:3: directory_id is not a GUID: 'x'" in capsys.readouterr().err
    assert not Tenant.objects.exists()


def test_command_fails_after_loading_the_good_rows(file, capsys):
    path = file("t.csv", TENANTS, f"{ADATUM},Adatum,SE,adatum.example", "x,Nobody,DE,nobody.example")

    with pytest.raises(CommandError) as refusal:
        call_command("load_directory", path)

    told = capsys.readouterr()
    assert refusal.value.returncode == 1
    assert told.err == f"{path}:3: directory_id is not a GUID: 'x'\n"
    assert told.out == f"{path}: tenants: 1 loaded, 1 bad\n"
    assert Tenant.objects.get().name == "Adatum"


def test_command_is_content_with_good_rows(file, capsys):
    call_command("load_directory", file("t.csv", TENANTS, f"{ADATUM},Adatum,SE,"), "--strict")

    assert capsys.readouterr().out.endswith("t.csv: tenants: 1 loaded\n")


def test_files_load_in_any_order(file):
    a_product(Product.Area.M365, code="teams")
    holdings = file("a.csv", "directory_id,product", f"{CONTOSO},teams")
    tenants = file("b.csv", TENANTS, f"{CONTOSO},Contoso,DE,")

    reports = load([holdings, tenants])

    assert [report.problems for report in reports] == [[], []]
    assert Holding.objects.get().tenant.name == "Contoso"


def test_json_rows_are_told_by_their_line(tmp_path):
    a_product(code="teams")
    a_tenant(directory_id=CONTOSO)
    path = tmp_path / "holdings.json"
    path.write_text(
        f"""[
  {{"directory_id": "{CONTOSO}", "product": "teams", "held": null}},
  {{"directory_id": "{CONTOSO}",
    "product": "nothing"}},
  7,
  {{"directory_id": "{CONTOSO}", "product": 1.5}}, {{"directory_id": "{CONTOSO}"}}
]
"""
    )

    [report] = load([path])

    assert report.loaded == 1
    assert report.problems == [
        (3, "no product has the code nothing"),
        (5, "not an object"),
        (6, "1.5 is neither text nor a whole number"),
        (6, "has other names than the columns of holdings"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.json", "[{", "Expecting property name"),
        ("a.json", '{"a": 1}', "“[” expected"),
        ("a.json", "[1 2]", "“,” expected"),
        ("a.json", "[] []", "more after the array"),
        pytest.param("a.json", "[" * 200_000, "too many lists in lists", id="deep"),
        pytest.param("a.json", f'[{{"a": {"9" * 5000}}}]', "digits", id="a long number"),
        ("a.csv", "a,b\n1,2\n", "no kind of file has exactly these columns: a, b"),
        ("a.csv", f"{TENANTS},shoe_size\n{CONTOSO},Contoso,DE,,44\n", "no kind of file"),
        ("a.csv", f"{TENANTS},name\n{CONTOSO},Contoso,DE,,\n", "a column is named twice"),
        ("a.csv", f'{TENANTS}\n{CONTOSO},"Contoso,DE,\n', "unexpected end of data"),
        ("a.csv", b"\xff\xfe\x00", "is not UTF-8"),
        ("missing.csv", None, "No such file"),
    ],
)
def test_unreadable_file_loads_nothing(tmp_path, name, content, problem):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    [report] = load([path])

    [(line, message)] = report.problems
    assert line == 0
    assert problem in message
    assert not Tenant.objects.exists()


def test_file_with_a_header_only_is_fine(file):
    [report] = load([file("t.csv", TENANTS, "")])

    assert (report.loaded, report.problems) == (0, [])


def test_csv_as_spreadsheets_write_it(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(f"\ufeff{TENANTS}\r\n{CONTOSO},Übung,DE,contoso.example\r\n".encode())

    [report] = load([path])

    assert (report.loaded, Tenant.objects.get().name) == (1, "Übung")


def tenant_rows(count):
    return [
        f"00000000-0000-0000-0000-{number:012},Customer,DE,c{number}.example" for number in range(1, count)
    ]


def test_batch_costs_the_same_however_many_rows(file, django_assert_max_num_queries):
    load([file("known.csv", TENANTS, *tenant_rows(3))])
    few, many = file("few.csv", TENANTS, *tenant_rows(5)), file("many.csv", TENANTS, *tenant_rows(100))
    with django_assert_max_num_queries(20) as once:
        load([few])

    with django_assert_max_num_queries(len(once)):
        load([many])

    assert Tenant.objects.count() == Domain.objects.count() == 99


def test_row_that_only_the_database_refuses_does_not_hold_up_the_others(file, monkeypatch):
    """Another run brings the domain of the second row between the look and the write."""
    other = a_tenant("")
    look = writers._settle_domains

    def look_and_lose(entry, owners, held):
        look(entry, owners, held)
        Domain.objects.get_or_create(tenant=other, name="taken.example")

    monkeypatch.setattr(writers, "_settle_domains", look_and_lose)
    rows = [f"{CONTOSO},Contoso,DE,contoso.example", f"{ADATUM},Adatum,SE,taken.example"]

    [report] = load([file("t.csv", TENANTS, *rows)])

    assert (report.loaded, report.problems) == (1, [(3, "another tenant has the domain taken.example")])
    assert set(Tenant.objects.values_list("name", flat=True)) == {"Contoso", other.name}


def test_single_row_that_only_the_database_refuses(file, monkeypatch):
    monkeypatch.setattr(
        writers, "_tenant", lambda entry: Tenant(directory_id=entry["directory_id"], country="de")
    )

    [report] = load([file("t.csv", TENANTS, f"{CONTOSO},Contoso,DE,contoso.example")])

    [(line, message)] = report.problems
    assert line == 2
    assert message.startswith("refused by the database: ")
    assert not Tenant.objects.exists()
    assert not Domain.objects.exists()


def test_catalogue_loads_twice_and_offers_what_is_valid():
    call_command("load_catalogue")
    count = Product.objects.count()
    call_command("load_catalogue")

    assert Product.objects.count() == count
    offered = set(Product.objects.offered(date(2026, 3, 2)).values_list("code", flat=True))
    assert {"teams-phone", "entra-id-p1", "dynamics-365-sales", "power-bi"} <= offered
    assert "skype-for-business-online" not in offered


def test_catalogue_with_a_bad_product_loads_nothing(file):
    good = {"code": "one", "name": "One", "area": "m365", "valid_from_date": "2026-01-01"}
    path = file("c.json", [good, good | {"code": "two", "valid_until_date": "2025-01-01"}])

    with pytest.raises(CommandError):
        call_command("load_catalogue", path)

    assert not Product.objects.exists()

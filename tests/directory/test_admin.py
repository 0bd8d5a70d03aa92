import pytest
from django.urls import reverse

from directory.models import Domain, Product, Tenant
from tests.factories import a_product, a_subscription, a_tenant, a_user, an_association

pytestmark = pytest.mark.django_db

NO_ROWS = {
    f"{inline}-{form}": "0"
    for inline in ("domains", "holdings", "subscriptions")
    for form in ("TOTAL_FORMS", "INITIAL_FORMS")
}


@pytest.fixture
def staff_client(client):
    client.force_login(a_user(is_staff=True, is_superuser=True))
    return client


@pytest.mark.rule("DIR-1")
def test_product_edited_by_staff(staff_client):
    product = a_product(name="Yammer")

    response = staff_client.post(
        reverse("admin:directory_product_change", args=[product.pk]),
        {
            "code": product.code,
            "name": "Viva Engage",
            "area": Product.Area.M365,
            "valid_from_date": "2019-10-01",
            "valid_until_date": "2030-12-31",
        },
    )

    assert response.status_code == 302
    product.refresh_from_db()
    assert (product.name, product.valid_until_date.year) == ("Viva Engage", 2030)


def test_tenant_added_with_its_domain(staff_client):
    response = staff_client.post(
        reverse("admin:directory_tenant_add"),
        NO_ROWS
        | {
            "directory_id": "0b0f6d0e-5c7a-4a52-9c1e-6f1f5f2a7d01",
            "name": "Contoso",
            "country": "NL",
            "language": "nl",
            "time_zone": "",
            "domains-TOTAL_FORMS": "1",
            "domains-0-name": "Contoso.Example",
        },
    )

    assert response.status_code == 302
    assert Domain.objects.get(name="contoso.example").tenant == Tenant.objects.get(
        time_zone="Europe/Amsterdam"
    )


def test_tenant_found_by_domain_and_by_directory_id(staff_client):
    tenant = a_tenant("contoso.example")
    a_tenant("adatum.example")

    for sought in ("contoso", str(tenant.directory_id)):
        response = staff_client.get(reverse("admin:directory_tenant_changelist"), {"q": sought})
        assert list(response.context["cl"].queryset) == [tenant]


def test_subscription_found_by_its_id(staff_client):
    subscription = a_subscription()
    a_subscription()

    response = staff_client.get(
        reverse("admin:directory_subscription_changelist"), {"q": str(subscription.subscription_id)}
    )

    assert list(response.context["cl"].queryset) == [subscription]


def test_association_can_only_be_read(staff_client):
    association = an_association()
    change = reverse("admin:directory_association_change", args=[association.pk])

    assert staff_client.get(change).status_code == 200
    assert staff_client.post(change, {"kind": "revenue"}).status_code == 403
    assert (
        staff_client.post(reverse("admin:directory_association_delete", args=[association.pk])).status_code
        == 403
    )
    assert staff_client.get(reverse("admin:directory_association_add")).status_code == 403


@pytest.mark.parametrize("model", ["tenant", "product", "subscription", "association"])
def test_list_costs_the_same_for_one_row_and_three(staff_client, model, django_assert_max_num_queries):
    page = reverse(f"admin:directory_{model}_changelist")
    an_association()
    with django_assert_max_num_queries(15) as once:
        staff_client.get(page)
    an_association()
    an_association()

    with django_assert_max_num_queries(len(once)):
        response = staff_client.get(page)

    assert response.status_code == 200
    assert response.context["cl"].result_count == 3

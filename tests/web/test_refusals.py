"""What an operation denies or refuses becomes a page, a toast or JSON, whatever folder it came from."""

import pytest
from django.http import HttpResponse
from django.urls import include, path

from rostrum.refused import Denied, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def refuse(request):
    raise Refused("The list is closed; nothing was changed.")


def deny(request):
    raise Denied("Only the secretariat may do this.", ways=(("Ask for the role", "/ask/"),))


def deny_plainly(request):
    raise Denied("Only the secretariat may do this.")


def fine(request):
    return HttpResponse("fine")


urlpatterns = [
    path("refuse/", refuse),
    path("deny/", deny),
    path("deny-plainly/", deny_plainly),
    path("fine/", fine),
    path("", include("rostrum.urls")),
]


@pytest.mark.parametrize(("address", "status"), [("/refuse/", 409), ("/deny/", 403)])
def test_a_page_says_why(client, address, status):
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert "The list is closed" in page or "Only the secretariat" in page
    assert ('href="/ask/"' in page) == (status == 403)


@pytest.mark.parametrize(("address", "status"), [("/refuse/", 409), ("/deny/", 403)])
def test_a_fragment_becomes_a_toast_and_changes_nothing(client, address, status):
    answer = client.post(address, headers={"HX-Request": "true"})
    assert answer.status_code == status
    assert answer["HX-Retarget"] == "#toasts"


@pytest.mark.parametrize(("address", "status"), [("/refuse/", 409), ("/deny/", 403)])
def test_a_program_is_answered_in_json(client, address, status):
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_reader_who_is_not_signed_in_is_offered_to(client):
    page = client.get("/deny-plainly/").content.decode()
    assert "/accounts/login/?next=%2Fdeny-plainly%2F" in page
    assert client.get("/fine/").status_code == 200

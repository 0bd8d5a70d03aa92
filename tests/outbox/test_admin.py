import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import User
from outbox.models import Message
from outbox.states import State

pytestmark = pytest.mark.django_db

LIST = reverse("admin:outbox_message_changelist")


@pytest.fixture
def failed(enqueue):
    message = enqueue(text="{{secret:link}}", secrets={"link": "https://portal.example/c/k9"})
    Message.objects.update(state=State.REFUSED, attempts=1, last_error="550 5.1.1 No such mailbox")
    return message


@pytest.mark.rule("HIS-3")
def test_failed_mail_is_seen_and_sent_again(admin_client, failed):
    page = admin_client.get(LIST, {"state": "refused", "q": "carla"})
    assert "550 5.1.1 No such mailbox" in page.text

    answer = admin_client.post(LIST, {"action": "send_again", "_selected_action": [failed.pk]}, follow=True)

    assert "1 message will be sent again." in answer.text
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == (State.WAITING, 0)
    assert LogEntry.objects.get().object_id == str(failed.pk)


def test_mail_that_waits_is_left_alone(admin_client, enqueue):
    message = enqueue()

    answer = admin_client.post(LIST, {"action": "send_again", "_selected_action": [message.pk]}, follow=True)

    assert "1 message was left alone" in answer.text
    assert not LogEntry.objects.exists()


def test_message_is_to_look_at_and_shows_no_secret(admin_client, failed):
    failed.refresh_from_db()
    address = reverse("admin:outbox_message_change", args=[failed.pk])

    page = admin_client.get(address)

    assert "{{secret:link}}" in page.text
    assert failed.sealed not in page.text
    assert "_save" not in page.text
    assert admin_client.post(address, {"state": "sent"}).status_code == 403
    assert admin_client.post(reverse("admin:outbox_message_delete", args=[failed.pk])).status_code == 403


def test_who_may_only_look_sends_nothing_again(client, failed):
    looker = User.objects.create(email="sam@portal.example", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_message"))
    client.force_login(looker)

    client.post(LIST, {"action": "send_again", "_selected_action": [failed.pk]})

    failed.refresh_from_db()
    assert failed.state == State.REFUSED

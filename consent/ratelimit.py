"""Counts in the cache what comes from one address and goes to one link. Generous: scanners come in bursts."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.ratelimit import exceeds

PERIOD_SECONDS = 5 * 60
VISITS_OF_AN_ADDRESS = 600
VISITS_OF_A_LINK = 300
# Each answer sends mail to two people.
ANSWERS_OF_A_LINK = 10

View = Callable[..., HttpResponse]


def limited(view: View) -> View:
    """Refuses with 429 what comes too often from one address, for one link, or as an answer to one."""

    @wraps(view)
    def checked(request: HttpRequest, token: str, **kwargs: str) -> HttpResponse:
        address = get_adapter().get_client_ip(request)
        counted = [
            (f"consent:address:{address}", VISITS_OF_AN_ADDRESS),
            (f"consent:link:{token}", VISITS_OF_A_LINK),
        ]
        # The page itself only draws again what is sent to it.
        if request.method == "POST" and request.resolver_match.view_name != "consent:link":
            counted.append((f"consent:answer:{token}", ANSWERS_OF_A_LINK))
        too_often = [name for name, limit in counted if exceeds(name, limit, PERIOD_SECONDS)]
        if too_often:
            response = render(request, "consent/too_often.html", status=429)
            response.headers["Retry-After"] = str(PERIOD_SECONDS)
            return response
        return view(request, token=token, **kwargs)

    return checked

"""One answer in two shapes: a page to go on with, or JSON for a script that asked for it."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse

from commons.people.refusals import Refused

from ..services import Done

#: The status of each refusal; whatever is not named here is the sender's to put right.
STATUS = {
    "not_allowed": HTTPStatus.FORBIDDEN,
    "closed": HTTPStatus.CONFLICT,
    "not_open": HTTPStatus.CONFLICT,
    "not_now": HTTPStatus.CONFLICT,
    "key_reused": HTTPStatus.CONFLICT,
    "not_found": HTTPStatus.NOT_FOUND,
    "too_many": HTTPStatus.TOO_MANY_REQUESTS,
}


def wants_json(request: HttpRequest) -> bool:
    """Whether the asker would rather have JSON than a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def acknowledged(done: Done, says: Any) -> JsonResponse:
    """What was stored."""
    return JsonResponse({**asdict(done), "message": str(says)}, status=HTTPStatus.OK)


def refused(refusal: Refused) -> JsonResponse:
    """Why nothing was stored."""
    return JsonResponse(
        {"code": refusal.code, "message": refusal.message, "field": refusal.field},
        status=STATUS.get(refusal.code, HTTPStatus.UNPROCESSABLE_ENTITY),
    )

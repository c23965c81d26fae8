"""Pages that other sites may show within their own: the exception from the policy that forbids it everywhere else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt

from .policies import as_header

View = Callable[..., HttpResponse]


def framable(view: View) -> View:
    """Let any site frame what the view answers. Such a page holds nothing of the visitor and nothing to be sent."""

    @xframe_options_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = as_header({**settings.SECURE_CSP, "frame-ancestors": ["*"]})
        return response

    return answer

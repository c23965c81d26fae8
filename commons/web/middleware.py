"""What every answer carries: its policies and its number."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from .logs import request_id
from .policies import as_header

Answer = Callable[[HttpRequest], HttpResponseBase]
GIVEN_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
logger = logging.getLogger("commons.web.requests")


class PolicyMiddleware:
    """Content-Security-Policy and Permissions-Policy. No nonce: cached pages are the same for everyone."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response
        self._policy = as_header(settings.SECURE_CSP)
        self._by_prefix = [(prefix, as_header(policy)) for prefix, policy in settings.SECURE_CSP_BY_PREFIX.items()]
        self._permissions = ", ".join(f"{feature}=({who})" for feature, who in settings.PERMISSIONS_POLICY.items())

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the policies of this address unless the view set its own."""
        response = self._get_response(request)
        response.headers.setdefault("Content-Security-Policy", self._policy_for(request.path))
        response.headers.setdefault("Permissions-Policy", self._permissions)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # A cache on the way that overlooks `Vary: Cookie` must not keep one person's page for the next.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def _policy_for(self, path: str) -> str:
        for prefix, policy in self._by_prefix:
            if path.startswith(prefix):
                return policy
        return self._policy


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but for a 404 that a view gave: its answer, not an address that lacks its language."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Send an address that nothing answers to the one with a language in front."""
        if response.status_code == 404 and request.resolver_match is not None:
            patch_vary_headers(response, ("Accept-Language",))
            response.headers.setdefault("Content-Language", get_language())
            return response
        return super().process_response(request, response)


class RequestLogMiddleware:
    """Numbers each request, and leaves one line about it that says nothing about who asked."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the number the proxy in front gave or one of our own."""
        given = request.headers.get("X-Request-ID", "")
        number = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        token = request_id.set(number)
        started = time.perf_counter()
        try:
            response = self._get_response(request)
            response.headers["X-Request-ID"] = number
            self._note(request, response, time.perf_counter() - started)
            return response
        finally:
            request_id.reset(token)

    @staticmethod
    def _note(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
        # The route, not the path: a path may hold a person's code or key.
        match = request.resolver_match
        logger.info(
            "answered",
            extra={
                "method": request.method,
                "route": match.route if match else "",
                "status": response.status_code,
                "milliseconds": round(seconds * 1000, 1),
            },
        )

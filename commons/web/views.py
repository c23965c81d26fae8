"""Addresses for machines that look after the site."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .health import findings


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives: asks nothing of anything else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
async def readyz(request: HttpRequest) -> JsonResponse:
    """Whether the site can do its work, and which part is ill."""
    found = await findings()
    ill = [part for part, wrong in found.items() if wrong]
    return JsonResponse(
        {"ready": not ill, "ill": ill, "parts": {part: wrong or "well" for part, wrong in found.items()}},
        status=503 if ill else 200,
    )

"""What guides offer to other pages."""

from commons.pages.asides import Aside, AsideRequest

from .selectors import guides_for_service


def guides_of_service(request: AsideRequest) -> Aside | None:
    """The guides of a service, on its page."""
    guides = list(guides_for_service(request.viewer, request.page))
    return Aside("walkthroughs/of_service.html", {"guides": guides}) if guides else None

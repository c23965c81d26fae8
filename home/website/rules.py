"""What a site may look like and still be read."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commons.ui import contrast


def check_accent(colour: str) -> None:
    """Refuse an accent that could not be read on our paper, and name the nearest that can; ValidationError."""
    try:
        ratio = contrast.ratio(colour, contrast.LIGHT_PAPER)
    except ValueError as problem:
        raise ValidationError(_("Write the colour as #rrggbb, for instance #17573f."), code="colour") from problem
    if ratio < contrast.TEXT:
        raise ValidationError(
            _(
                "Words in %(colour)s could not be read: %(ratio).1f to 1, and 4.5 is needed. "
                "The nearest that can be read is %(near)s."
            ),
            code="contrast",
            params={"colour": colour, "ratio": ratio, "near": contrast.accent(colour).light},
        )

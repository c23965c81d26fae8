"""What moderation tells people about."""

from django.utils.translation import gettext_lazy as _

from commons.notifications.kinds import Kind, register

DECIDED, REPORTED, APPEALED = "moderation.decided", "moderation.reported", "moderation.appealed"


def make_them() -> None:
    """Register the kinds; called once, when the app is ready."""
    register(Kind(DECIDED, _("Decisions about what you wrote")))
    register(Kind(REPORTED, _("What came of what you reported")))
    register(Kind(APPEALED, _("What came of your appeals")))

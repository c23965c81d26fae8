"""How one wants to be told."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .kinds import registered
from .models import Preferences
from .rules import Channel, Frequency


class PreferencesForm(forms.Form):
    """How often and when mails come, and which kinds of news by which channel."""

    mail = forms.ChoiceField(label=_("E-mails"), choices=Frequency.choices, widget=forms.RadioSelect)
    quiet_from = forms.TimeField(
        label=_("No mails from"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("until"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    time_zone = forms.ChoiceField(label=_("Your time zone"))

    def __init__(self, data: Any = None, *, preferences: Preferences, muted: set[tuple[str, str]]) -> None:
        wish = {name: getattr(preferences, name) for name in ("mail", "quiet_from", "quiet_until")}
        super().__init__(data, initial={**wish, "time_zone": preferences.time_zone or settings.TIME_ZONE})
        zones: Any = self.fields["time_zone"]
        zones.choices = [(zone, zone.replace("_", " ")) for zone in settings.WAGTAIL_USER_TIME_ZONES]
        self.fields |= {
            f"{channel}:{kind.name}": forms.BooleanField(
                label=kind.label, required=False, initial=(kind.name, channel) not in muted
            )
            for channel in Channel.values
            for kind in registered()
        }

    def channels(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each channel with its switches."""
        return [
            (str(channel.label), [self[f"{channel.value}:{kind.name}"] for kind in registered()]) for channel in Channel
        ]

    def wish(self) -> dict[str, Any]:
        """What was chosen, as the service takes it."""
        chosen = self.cleaned_data
        muted = {
            (kind.name, channel)
            for channel in Channel.values
            for kind in registered()
            if not chosen[f"{channel}:{kind.name}"]
        }
        return {name: chosen[name] for name in ("mail", "quiet_from", "quiet_until", "time_zone")} | {"muted": muted}

"""What the account itself holds: addresses, roles, and the ways to sign in."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from .models import Erasure, Look, User
from .personal_data import Record, Row
from .roles import role_in_words, roles_of
from .selectors import sessions


class LooksRecord(Record):
    """When somebody of the staff opened or changed the account: in which role, without their name."""

    name = "looks"
    title = _("When staff looked at your account")
    covers = ("people.Look.person",)

    def rows(self, person: Any) -> Iterable[Row]:
        """Each look."""
        for look in Look.objects.filter(person=person).select_related("by").prefetch_related("by__groups"):
            roles = ", ".join(map(role_in_words, sorted(roles_of(look.by)))) if look.by else ""
            words = roles or str(_("Somebody who was among the staff then"))
            yield Row(look.deed, look.get_deed_display(), words, look.at)


class AccountRecord(Record):
    """The account: where we write to, what the person may do, how they sign in. Never a secret."""

    name = "account"
    title = _("Your account")
    covers = (
        "people.User_groups.user",
        "people.User_user_permissions.user",
        "account.EmailAddress.user",
        "mfa.Authenticator.user",
        "people.Session.person",
        "people.Erasure.person",
    )

    def rows(self, person: Any) -> Iterable[Row]:
        """Addresses, then roles, then what signs in."""
        for address in EmailAddress.objects.filter(user=person).order_by("-primary", "email"):
            details = {"verified": address.verified, "primary": address.primary}
            yield Row("address", _("E-mail address"), address.email, address=reverse("account_email"), details=details)
        for name in Group.objects.filter(user=person).order_by("name").values_list("name", flat=True):
            yield Row("role", _("Role"), name)
        for way in Authenticator.objects.filter(user=person).order_by("-created_at"):
            details = {"last_used_at": way.last_used_at and way.last_used_at.isoformat()}
            words = str(way.get_type_display())
            yield Row("second-factor", _("Way to sign in"), words, way.created_at, reverse("mfa_index"), details)

        for erasure in Erasure.objects.filter(person=person):
            details = {"due_at": erasure.due_at.isoformat()}
            yield Row("erasure", _("Erasure"), str(_("Asked for")), erasure.asked_at, details=details)
        for session in sessions(person):
            details = {"seen_on": session.seen_on and session.seen_on.isoformat()}
            words = session.device or str(_("A browser"))
            yield Row("session", _("Signed in"), words, session.since, reverse("people_sessions"), details)

    def give_back(self, person: Any) -> None:
        """Leave every role."""
        person.groups.clear()
        person.user_permissions.clear()
        User.objects.filter(pk=person.pk).update(is_superuser=False, is_staff=False)

    def erase(self, person: Any) -> None:
        """Take the name out of the CMS's log, which notes what each thing it tells of was called."""
        entries = ModelLogEntry.objects.filter(object_id=str(person.pk), content_type__app_label="people")
        entries.filter(content_type__model="user").update(label="", data={})

"""Public bodies and the services they run: one row for the thing, one for its words in each language."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from commons.pages.searchable import Searchable


class InWords:
    """Reads a thing's words in the active language, else in the first language it has."""

    def words(self):
        """The text row to show; None when nobody has written one. Prefetch `texts` for lists."""
        rows = {row.language: row for row in self.texts.all()}  # type: ignore[attr-defined]
        active = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
        return rows.get(active) or rows.get(settings.LANGUAGE_CODE) or next(iter(rows.values()), None)

    @property
    def name(self) -> str:
        """The name in the reader's language, else the slug."""
        words = self.words()
        return words.name if words else self.slug  # type: ignore[attr-defined]

    @property
    def summary(self) -> str:
        """What it is in one sentence, in the reader's language; empty when nobody has written it."""
        words = self.words()
        return words.summary if words else ""

    def fresh(self) -> dict[str, object]:
        """What a copy has of its own: nothing yet, so that its editor is asked."""
        return {"slug": ""}

    def __str__(self) -> str:
        return self.name


class PublicBody(InWords, ClusterableModel):
    """An agency, office or partner that runs services and answers people."""

    slug = models.SlugField(
        _("address name"), max_length=80, unique=True, help_text=_("Short and lasting, for links: parking-office.")
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Where people write to. Shown to everybody."))
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("With the area code, as it is dialled.")
    )
    address = models.TextField(_("postal address"), blank=True, help_text=_("As on an envelope, a line each."))
    website = models.URLField(_("website"), blank=True, help_text=_("Its own site, if it has one."))
    reply_days = models.PositiveSmallIntegerField(
        _("promised reply, in working days"), default=5, help_text=_("Shown to people beside this office's name.")
    )

    class Meta:
        verbose_name = _("public body")
        verbose_name_plural = _("public bodies")
        ordering = ["slug"]


class PublicBodyText(models.Model):
    """A public body's words in one language."""

    body = ParentalKey(PublicBody, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=120, help_text=_("As people know it: “Parking office”."))
    summary = models.CharField(
        _("what it does"), max_length=300, blank=True, help_text=_("In one sentence, beside its name.")
    )

    class Meta:
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["body", "language"], name="directory_body_text_once_a_language")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Who may speak for a public body."""

    body = ParentalKey(PublicBody, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="memberships",
        help_text=_("Answers in the name of this office."),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "person"], name="directory_member_once")]

    def __str__(self) -> str:
        return f"{self.person} – {self.body}"


class Service(InWords, ClusterableModel):
    """Something a public body does for people; guides, ideas and sessions gather below it."""

    slug = models.SlugField(
        _("address name"),
        max_length=80,
        unique=True,
        help_text=_("The last part of the address /services/…/; links break when it changes."),
    )
    body = models.ForeignKey(
        PublicBody,
        verbose_name=_("public body"),
        on_delete=models.PROTECT,
        related_name="services",
        help_text=_("The office that runs it and answers for it."),
    )
    online_url = models.URLField(
        _("where to do it online"), blank=True, help_text=_("The form or counter itself, not a page about it.")
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Only where it differs from the office's."))
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("Only where it differs from the office's.")
    )

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["slug"]

    def get_absolute_url(self) -> str:
        """The page that gathers everything about it."""
        return reverse("directory_service", args=[self.slug])

    @property
    def contact_email(self) -> str:
        """Where to write: its own address, else its office's."""
        return self.email or self.body.email

    @property
    def contact_phone(self) -> str:
        """Where to call: its own number, else its office's."""
        return self.phone or self.body.phone


class ServiceText(Searchable, models.Model):
    """A service's words in one language."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=120, help_text=_("As people say it: “Renew a parking permit”."))
    summary = models.CharField(
        _("in one sentence"),
        max_length=300,
        blank=True,
        help_text=_("What a person gets done with it. Shown in lists and in search results."),
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("Plain text; an empty line makes a paragraph.")
    )
    counter = models.TextField(
        _("desk and opening hours"), blank=True, help_text=_("The address of the desk, then its hours, a line each.")
    )

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["service", "language"], name="directory_service_text_once_a_language")
        ]

    def __str__(self) -> str:
        return self.name

    def search_texts(self) -> Iterable[str]:
        """Everything the service's page says."""
        return [self.name, self.summary, self.description, self.counter]

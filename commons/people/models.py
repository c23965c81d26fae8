"""Who takes part: one account a person, known by an e-mail address, shown by a public name."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .names import public_name
from .sessions import SessionStore


class UserManager(BaseUserManager["User"]):
    """Makes accounts by e-mail address, since there is no user name."""

    def _create(self, email: str, password: str | None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":  # type: ignore[override]
        """An account without any right of its own."""
        return self._create(email, password, **{"is_staff": False, "is_superuser": False, **fields})

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":  # type: ignore[override]
        """An account that may do everything."""
        return self._create(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        """Sign-in ignores the case people happen to type."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person with an account. The address is private; `display_name` is what others see."""

    username = None  # type: ignore[assignment]
    # A public name is all we need: what isn't asked can't leak.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(
        _("public name"),
        max_length=60,
        blank=True,
        help_text=_("Shown beside what you write. It need not be your real name."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("The language of the messages we send."),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="people_email_unique_whatever_the_case")]

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """What others see; never a part of the address."""
        return public_name(self.pk, self.display_name)

    def get_full_name(self) -> str:
        """Django's name for the public name."""
        return self.public_name

    def get_short_name(self) -> str:
        """Django's other name for the public name."""
        return self.public_name


class Session(AbstractBaseSession):
    """Where somebody is signed in. No address and nothing a browser says of itself beyond its family is kept."""

    # Not held by the database: somebody may be signed in at the very moment their account goes, and is nobody then.
    person = models.ForeignKey(
        User, null=True, on_delete=models.CASCADE, db_constraint=False, related_name="+", verbose_name=_("person")
    )
    device = models.CharField(_("device"), max_length=40, blank=True)
    since = models.DateTimeField(_("since"), default=timezone.now)
    seen_on = models.DateField(_("last seen"), null=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """The store that reads these rows."""
        return SessionStore


class Erasure(models.Model):
    """Somebody asked to be erased, and until when they may come back."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="erasure", verbose_name=_("person"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), db_index=True)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.due_at:%Y-%m-%d}"


class AppendOnly(models.QuerySet):
    """Rows that are written once. Only the going of a person takes theirs along, which the database does."""

    def update(self, **fields: object) -> int:
        """Refuse."""
        raise PermissionDenied("the access log is only added to")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise PermissionDenied("the access log is only added to")


class Look(models.Model):
    """Somebody of the staff opened or changed a person's account. Shown to that person; nobody can change it."""

    class Deed(models.TextChoices):
        """What was done."""

        LOOKED = "looked", _("Looked at your account")
        CHANGED = "changed", _("Changed your account")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by"))
    deed = models.CharField(max_length=10, choices=Deed)
    at = models.DateTimeField(default=timezone.now)

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = _("look at an account")
        verbose_name_plural = _("looks at accounts")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(deed__in=["looked", "changed"]), name="people_look_deed_known")
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once."""
        if self.pk:
            raise PermissionDenied("the access log is only added to")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise PermissionDenied("the access log is only added to")


def public_name_of(person: User) -> str:
    """The name allauth's pages and messages call a person by; never the address."""
    return person.public_name

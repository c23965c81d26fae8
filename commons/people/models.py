"""Who takes part: one account a person, known by an e-mail address, shown by a public name."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .names import public_name


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


def public_name_of(person: User) -> str:
    """The name allauth's pages and messages call a person by; never the address."""
    return person.public_name

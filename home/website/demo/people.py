"""The people of the demo: those one can sign in as, and those who took part before."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from commons.directory.models import PublicBody
from commons.directory.services import name_speaker
from commons.people import roles
from commons.people.models import User
from commons.people.services import open_account

from .texts import read

FILE = "demo-accounts.txt"
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


@dataclass(frozen=True)
class People:
    """Everyone, by the short name the texts use, and the passwords of those one can sign in as."""

    by_name: Mapping[str, User]
    passwords: Mapping[str, str]

    def __getitem__(self, name: str) -> User:
        """The person of a short name; KeyError for a name no text gives."""
        return self.by_name[name]

    @property
    def public(self) -> list[User]:
        """Those without an office, in a fixed order."""
        accounts = read("people")["accounts"]
        return [person for name, person in self.by_name.items() if not accounts.get(name, {}).get("roles")]


def invite(bodies: Mapping[str, PublicBody]) -> People:
    """Open everyone's account."""
    told = read("people")
    by_name, passwords = {}, {}
    for name, account in told["accounts"].items():
        email = f"{name}@example.org"
        passwords[email] = password()
        by_name[name] = open_account(
            email=email,
            display_name=account["name"],
            password=passwords[email],
            language=account.get("language", ""),
            roles=[getattr(roles, role) for role in account.get("roles", ())],
        )
        for slug in account.get("speaks_for", ()):
            name_speaker(body=bodies[slug], person=by_name[name])
    for name, shown in told["residents"].items():
        by_name[name] = open_account(email=f"{name}@example.net", display_name=shown)
    return People(by_name, passwords)


def password() -> str:
    """A password for this installation alone: four sayable words, 49 bits."""
    words = ["".join(secrets.choice(SYLLABLES) for _syllable in range(2)) for _word in range(4)]
    return "-".join(words)


def write_down(people: People) -> str:
    """Keep the accounts where only the owner of the installation reads them; gives the text to print."""
    told = read("people")["accounts"]
    lines = ["Accounts of the demo (their passwords are of this installation only):"]
    for email, secret in people.passwords.items():
        account = told[email.split("@")[0]]
        what = ", ".join(role.lower() for role in account.get("roles", ())) or "public"
        lines.append(f"  {email:<24} {secret}   {account['name']} ({what})")
    path = accounts_file()
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path.read_text(encoding="utf-8")


def accounts_file() -> Path:
    """Where the accounts are written down."""
    return Path(settings.DATA_DIR) / FILE

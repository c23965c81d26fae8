"""Sets the site up on a fresh database."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from home.website import services


class Command(BaseCommand):
    """Makes the languages, front pages, lists, statements and roles a site needs; safe to run again."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the site's name in each language."""
        for code, _name in settings.LANGUAGES:
            parser.add_argument(f"--name-{code}", default="", help=f"the site's name in the language {code}")

    def handle(self, *args: object, **options: str) -> None:
        """Set it up at the address of BASE_URL."""
        address = urlsplit(settings.BASE_URL or settings.WAGTAILADMIN_BASE_URL)
        names = {code: options[f"name_{code}"] for code, _name in settings.LANGUAGES if options[f"name_{code}"]}
        site = services.set_up_site(
            details=services.SiteDetails(names=names),
            hostname=address.hostname or "localhost",
            port=address.port or (443 if address.scheme == "https" else 80),
        )
        self.stdout.write(f"The site “{site.site_name}” is set up at {site.root_url}.")

"""A site that is set up, as every installation is before anyone uses it."""

from itertools import count

from wagtail.models import Locale, Site

from commons.directory.models import PublicBody, PublicBodyText, Service, ServiceText
from home.website import services
from home.website.models import HomePage
from tests.remembered import remembered

_numbers = count(1)


def site(**details) -> Site:
    """The whole set-up: both front pages, lists, statements and roles."""
    given = {"names": {"en": "Town of Alder Bay", "fr": "Ville d’Alder Bay"}, **details}
    remembered(
        f"the site with {sorted(given.items())}",
        lambda: services.set_up_site(details=services.SiteDetails(**given)),
    )
    Site.clear_site_root_paths_cache()
    return Site.objects.get(is_default_site=True)


def home(language: str = "en") -> HomePage:
    """The front page of a language."""
    return HomePage.objects.get(locale=Locale.objects.get(language_code=language))


def body(*, name: str = "Parking and Streets", **fields) -> PublicBody:
    """An office with its name in English."""
    made = PublicBody.objects.create(slug=f"office-{next(_numbers)}", **fields)
    PublicBodyText.objects.create(body=made, language="en", name=name)
    return made


def service(
    *, name: str = "Resident parking permit", french: str = "", run_by: PublicBody | None = None, **words
) -> Service:
    """A service of an office, in English and perhaps in French."""
    made = Service.objects.create(slug=f"service-{next(_numbers)}", body=run_by or body())
    ServiceText.objects.create(service=made, language="en", name=name, **words)
    if french:
        ServiceText.objects.create(service=made, language="fr", name=french)
    return made

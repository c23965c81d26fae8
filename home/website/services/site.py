"""Sets a site up: languages, tree of pages, statements, roles. Run again, it leaves what editors made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_DNS, uuid4, uuid5

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from commons.moderation.models import PolicyPage, PolicyRule
from commons.pages.models import SiteImage
from guides.walkthroughs.models import GuideIndexPage
from participation.consultations.models import ConsultationIndexPage

from ..models import HomePage, SiteSettings, StandardPage
from ..statements import POLICY, SLUGS, rules, statement
from .roles import set_up_roles

LISTS: tuple[tuple[type[Page], str], ...] = (
    (GuideIndexPage, "guides"),
    (ConsultationIndexPage, "consultations"),
)
RULES = uuid5(NAMESPACE_DNS, "rules.folkmoot")
"""What the keys of the first rules are made of; the rules editors add get keys of their own."""
# Content, not interface: the words a front page's children start with, for editors to change.
TITLES = {
    "guides": {"en": "Guides", "fr": "Guides"},
    "consultations": {"en": "Have your say", "fr": "Donnez votre avis"},
}


@dataclass(frozen=True)
class SiteDetails:
    """What makes one site differ from another. `names` and `often_wanted` are by language."""

    names: Mapping[str, str] = field(default_factory=dict)
    often_wanted: Mapping[str, str] = field(default_factory=dict)
    email: str = ""
    phone: str = ""
    address: str = ""
    accent: str = ""
    logo: SiteImage | None = None


@transaction.atomic
def set_up_site(*, details: SiteDetails | None = None, hostname: str = "localhost", port: int = 80) -> Site:
    """Make what a site needs before anyone can use it, in every language of the settings; gives the site.

    Pages, names and contact details that are there already are left as editors made them; roles get exactly the
    permissions this code lists.
    """
    details = details or SiteDetails()
    languages = [code for code, _name in settings.LANGUAGES]
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in languages}
    homes = _homes(locales, details)
    site = _site(homes[settings.LANGUAGE_CODE], hostname, port)
    _settings(site, details)
    for model, slug in LISTS:
        _in_each_language(model, homes, slug, {code: {"title": TITLES[slug][code]} for code in homes})
    for slug in SLUGS:
        if slug == POLICY:
            _in_each_language(PolicyPage, homes, slug, {code: _policy_fields(code) for code in homes})
        else:
            _in_each_language(StandardPage, homes, slug, {code: _statement_fields(slug, code) for code in homes})
    set_up_roles()
    return site


def _homes(locales: Mapping[str, Locale], details: SiteDetails) -> dict[str, HomePage]:
    """A front page in each language, children of the root."""
    root = Page.get_first_root_node()
    homes: dict[str, HomePage] = {}
    first = HomePage.objects.filter(depth=root.depth + 1).first()
    key = first.translation_key if first else uuid4()
    for code, locale in locales.items():
        found = HomePage.objects.filter(translation_key=key, locale=locale).first()
        name = details.names.get(code, "")
        homes[code] = found or _add(
            root,
            HomePage(
                title=name or settings.WAGTAIL_SITE_NAME,
                often_wanted=details.often_wanted.get(code, ""),
                slug=f"home-{code}",
                locale=locale,
                translation_key=key,
            ),
        )
    return homes


def _site(home: HomePage, hostname: str, port: int) -> Site:
    """The default site, standing on the front page; Wagtail's page of welcome goes."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    if site.root_page_id != home.pk:
        site.hostname, site.port, site.root_page = hostname, port, home
    site.site_name = site.site_name or home.title
    site.save()
    if welcome and welcome.pk != home.pk and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()
    return site


def _settings(site: Site, details: SiteDetails) -> None:
    """The site's name, colour and contact details, unless somebody has filled them in."""
    kept, _made = SiteSettings.objects.get_or_create(site=site, defaults={"name": ""})
    wanted = {
        "name": details.names.get(settings.LANGUAGE_CODE, settings.WAGTAIL_SITE_NAME),
        "accent": details.accent,
        "logo": details.logo,
        "email": details.email,
        "phone": details.phone,
        "address": details.address,
    }
    for name, value in wanted.items():
        if not getattr(kept, name):
            setattr(kept, name, value)
    kept.full_clean()
    kept.save()


def _in_each_language(
    model: type[Page], homes: Mapping[str, HomePage], slug: str, fields: Mapping[str, Mapping[str, Any]]
) -> None:
    """A page below each front page, all translations of each other, where it isn't there yet."""
    found = {page.locale_id: page for page in model.objects.filter(slug=slug)}
    key = next((page.translation_key for page in found.values()), uuid4())
    for code, home in homes.items():
        if home.locale_id not in found:
            _add(home, model(slug=slug, locale=home.locale, translation_key=key, **fields[code]))


def _statement_fields(slug: str, code: str) -> dict[str, Any]:
    text = statement(slug, code)
    return {
        "title": text.title,
        "introduction": text.introduction,
        "search_description": text.introduction,
        "body": [{"type": "prose", "value": text.body}],
        "shows_contact": slug == "contact",
        "show_in_menus": True,
    }


def _policy_fields(code: str) -> dict[str, Any]:
    """The policy: what is said above the rules, and the rules, the same ones in every language."""
    text = statement(POLICY, code)
    locale = Locale.objects.get(language_code=code)
    return {
        "title": text.title,
        "introduction": text.introduction,
        "search_description": text.introduction,
        "before": [{"type": "prose", "value": text.body}],
        "show_in_menus": True,
        "rules": [
            PolicyRule(
                title=rule["title"],
                text=rule["text"],
                locale=locale,
                translation_key=uuid5(RULES, rule["key"]),
                sort_order=number,
            )
            for number, rule in enumerate(rules(code))
        ],
    }


def _add(parent: Page, page: Page) -> Any:
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page

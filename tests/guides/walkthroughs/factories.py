"""Guides as rows: a site in two languages, a service, guides with steps."""

from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from commons.directory.models import PublicBody, PublicBodyText, Service, ServiceText
from guides.walkthroughs.models import GuideIndexPage, GuidePage, GuideStep
from home.website.models import HomePage
from tests.remembered import remembered

STEPS = (
    ("Check that you live in a zone", "<p>Type your street.</p>", 0),
    ("Show where you live", "<p>Upload one <b>proof</b> of address.</p>", 2),
    ("Pay", "<p>By card.</p>", 5),
)


def make_service(slug="parking", name="Parking", office="Parking and Streets", **fields) -> Service:
    """A service and the office that runs it, in English."""
    body, new = PublicBody.objects.get_or_create(slug=f"{slug}-office", defaults={"phone": "+33 1 00 00 00 00"})
    if new:
        PublicBodyText.objects.create(body=body, language="en", name=office)
    service, new = Service.objects.get_or_create(slug=slug, defaults={"body": body, **fields})
    if new:
        ServiceText.objects.create(
            service=service, language="en", name=name, summary=f"About {name}.", counter="Desk 4"
        )
    return service


def make_index() -> GuideIndexPage:
    """The list of guides of the site, made with its front page when there is none yet."""
    if not GuideIndexPage.objects.filter(locale=Locale.get_default()).exists():
        remembered("the list of guides", _make_index)
        Site.clear_site_root_paths_cache()
    return GuideIndexPage.objects.filter(locale=Locale.get_default()).first()


def _make_index() -> None:
    home = HomePage.objects.filter(locale=Locale.get_default()).first()
    if home is None:
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title="Alder Bay", slug="alder-bay", locale=Locale.get_default()))
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
        )
    home.add_child(instance=GuideIndexPage(title="Guides", slug="guides"))


def make_guide(
    *, title="Get a parking permit", steps=STEPS, service=None, video=None, live=True, **fields
) -> GuidePage:
    """A guide with its steps (title, text, second of the film)."""
    fields.setdefault("summary", "Park in your own zone.")
    page = GuidePage(
        title=title, slug=slugify(title), service=service or make_service(), video=video, live=live, **fields
    )
    page.steps = [
        GuideStep(title=name, text=text, start=start, sort_order=n) for n, (name, text, start) in enumerate(steps)
    ]
    make_index().add_child(instance=page)
    if live:
        publish(page)
    return GuidePage.objects.get(pk=page.pk)


def publish(page: GuidePage) -> None:
    """Make a guide public whatever it lacks: as if what is missing had been taken off since."""
    Page.publish(page, page.save_revision())


def translate(page: Page, code="fr") -> Page:
    """The page in another language, published; its parents too."""
    locale, _new = Locale.objects.get_or_create(language_code=code)
    parent = page.get_parent().specific
    if parent.depth > 1 and not parent.has_translation(locale):
        translate(parent, code)
    copy = page.copy_for_translation(locale)
    copy.title = f"{page.title} ({code})"
    Page.publish(copy, copy.save_revision())
    return type(page).objects.get(pk=copy.pk)

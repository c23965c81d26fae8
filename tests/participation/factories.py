"""A town with a consultation in it: plain functions with keywords, each making one thing that is right by default."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from commons.directory.models import Membership, PublicBody, PublicBodyText, Service, ServiceText
from commons.people.models import User
from commons.people.roles import MODERATORS, OFFICIALS
from home.website.models import HomePage
from participation.consultations.models import ConsultationIndexPage, ConsultationPage, ConsultationService
from participation.deliberation import services as deliberation
from participation.ideas import services
from participation.ideas.models import Idea, IdeasStagePage
from participation.ideas.selectors import Stage, stage_for_change

_numbers = count(1)
VISITOR = AnonymousUser()
LONG = "It would save everyone a walk to the Town Hall, and the office a queue."


def person(*, name="ana", roles=(), password=None) -> User:
    """Somebody with an account."""
    made = User.objects.create_user(f"{name}{next(_numbers)}@example.org", password, display_name=name)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    for role in roles:
        made.groups.add(Group.objects.get_or_create(name=role)[0])
    return made


def body(*, slug="parking", name="Parking and Streets", french="Stationnement et voirie") -> PublicBody:
    """An office with its name in both languages."""
    made = PublicBody.objects.create(slug=f"{slug}-{next(_numbers)}")
    PublicBodyText.objects.create(body=made, language="en", name=name)
    PublicBodyText.objects.create(body=made, language="fr", name=french)
    return PublicBody.objects.get(pk=made.pk)


def official(*, body: PublicBody, name="Officer Ruiz", password=None) -> User:
    """Somebody who speaks for an office."""
    made = person(name=name, roles=[OFFICIALS], password=password)
    Membership.objects.create(body=body, person=made)
    return made


def moderator(*, name="mod") -> User:
    """Somebody who moderates."""
    return person(name=name, roles=[MODERATORS])


def service(*, body: PublicBody, slug="permits", name="Resident parking permits") -> Service:
    """Something an office does for people."""
    made = Service.objects.create(slug=f"{slug}-{next(_numbers)}", body=body)
    ServiceText.objects.create(service=made, language="en", name=name)
    return Service.objects.get(pk=made.pk)


def home() -> HomePage:
    """The front page of the site in English; there is one."""
    found = HomePage.objects.filter(locale__language_code="en").first()
    if found:
        return found
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", locale=_locale("en"))
    made = root.add_child(instance=HomePage(title="Alder Bay", slug=f"home-{next(_numbers)}", locale=_locale("en")))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": made, "site_name": "Alder Bay"}
    )
    Site.clear_site_root_paths_cache()
    return made


def index() -> ConsultationIndexPage:
    """The page all consultations are below; there is one."""
    found = ConsultationIndexPage.objects.filter(locale__language_code="en").first()
    return found or home().add_child(instance=ConsultationIndexPage(title="Have your say", slug="consultations"))


def consultation(
    *, title="Make the resident permit simpler", asked_by=None, live=True, services=()
) -> ConsultationPage:
    """A published consultation."""
    page = ConsultationPage(
        title=title,
        slug=f"permit-{next(_numbers)}",
        question="What makes getting a resident permit harder than it need be?",
        summary="We rework the permit this winter and want to hear from those who use it.",
        body=asked_by or body(),
        live=live,
    )
    index().add_child(instance=page)
    for about in services:
        ConsultationService.objects.create(page=page, service=about)
    return page


def stage(
    *, under: ConsultationPage | None = None, opens=-10, closes=20, title="Ideas", live=True, slug=None
) -> IdeasStagePage:
    """A stage that collects ideas; `opens` and `closes` are days from now."""
    now = timezone.now()
    page = IdeasStagePage(
        title=title,
        slug=slug or f"ideas-{next(_numbers)}",
        opens_at=now + timedelta(days=opens),
        closes_at=now + timedelta(days=closes),
        live=live,
    )
    return (under or consultation()).add_child(instance=page)


def in_french(page: Page) -> Page:
    """The published French translation of a page, with those of the pages above it where they lack."""
    french = _locale("fr")
    parent = page.get_parent()
    if parent.depth > 1 and not parent.has_translation(french):
        in_french(parent.specific)
    made = page.copy_for_translation(french)
    made.live = True
    made.title = f"{page.title} (fr)"
    made.save()
    return made


def of(page: IdeasStagePage) -> Stage:
    """The stage as services want it."""
    found = Idea(stage=_anchor(page))
    return stage_for_change(found)


def idea(
    *, on: IdeasStagePage | None = None, by: User | None = None, title="Pay the permit by the month", **fields
) -> Idea:
    """A published idea, sent through the service whatever the stage's dates say."""
    on = on or stage()
    opens, closes = on.opens_at, on.closes_at
    now = timezone.now()
    IdeasStagePage.objects.filter(pk=on.pk).update(opens_at=now - timedelta(1), closes_at=now + timedelta(1))
    made = services.submit(by=by or person(), stage=of(on), title=title, text=fields.pop("text", LONG), **fields)
    IdeasStagePage.objects.filter(pk=on.pk).update(opens_at=opens, closes_at=closes)
    return made


def post(*, on: Idea, by: User | None = None, text="Make it the rule.", parent=None, **fields):
    """A post in the discussion of an idea."""
    return deliberation.post(by=by or person(name="noor"), thread=on.thread, text=text, parent=parent, **fields)


def token():
    """A submission nobody has sent yet."""
    return uuid4()


def _anchor(page):
    from commons.pages.services import anchor_for

    return anchor_for(page_key=page.translation_key)


def _locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]

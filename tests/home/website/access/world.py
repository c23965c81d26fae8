"""A small town with one of everything an address may name."""

from io import BytesIO
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.core import signing
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site, Workflow

from commons.jobs.models import Job
from commons.notifications.models import Notification
from commons.notifications.services.mailing import OFF
from commons.pages.models import SiteDocument, SiteImage
from commons.people.roles import AGENTS, EDITORS, HOSTS, LEADS
from guides.walkthroughs import services as walkthroughs
from guides.walkthroughs.models import StuckPoint, StuckReport
from home.search.models import MissedSearch, SynonymGroup
from participation.ideas import services as ideas
from participation.live_qa.rules import SessionState
from tests.commons.moderation import factories as moderation
from tests.guides.videos import factories as films
from tests.guides.walkthroughs import factories as guides
from tests.home import factories as town
from tests.participation import factories as make
from tests.participation.live_qa import factories as live


def build() -> SimpleNamespace:
    """Everything the addresses name, and people in each role."""
    town.site()
    office = make.body()
    service = make.service(body=office)
    video = films.make_video()
    films.make_captions(video=video)
    guide = guides.make_guide(service=service, video=video)
    unseen = films.make_video(title="On no public page")
    draft = guides.make_guide(title="Not yet public", service=service, video=unseen, live=False)
    closed = guides.make_guide(title="For those who sign in", service=service)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    author = make.person(name="author")
    stage = make.stage(under=make.consultation(asked_by=office))
    idea = make.idea(on=stage, by=author)
    withdrawn = make.idea(on=stage, by=author, title="Taken back by its author")
    ideas.withdraw(by=author, idea=withdrawn)
    post = make.post(on=idea, by=author)
    moderation.report(post=post)
    hidden = make.post(on=idea, by=author, text="Hidden words.")
    moderation.report(post=hidden)
    decision = moderation.decide(post=hidden, by=make.moderator())
    session = live.session(body=office)
    step = guide.steps.first()
    walkthroughs.report_stuck(
        by=moderation.participant(), page=guide, step_key=step.translation_key, reason="unclear", words="Which street?"
    )
    image, document = _files()
    people = _people(author, office)
    return SimpleNamespace(
        image=image, document=document,
        redirect=Redirect.objects.create(old_path="/old", redirect_link="/en/"),
        query=Query.get("permit"), member=people["Member"], people=people,
        guide=guide, draft=draft, unseen=unseen, closed=closed, step=step,
        stuck=StuckPoint.objects.get(), report=StuckReport.objects.get(), video=video, service=service, office=office,
        consultation=Page.objects.get(pk=stage.pk).get_parent().specific, stage=stage,
        idea=idea, withdrawn=withdrawn, post=post,
        hidden=hidden, decision=decision, session=session,
        unannounced=live.session(body=office, state=SessionState.DRAFT),
        question=live.question(session=session), notification=Notification.objects.filter(person=author).first(),
        off=signing.dumps([author.pk, ""], salt=OFF),
        job=Job.objects.first(), synonyms=SynonymGroup.objects.create(language="en", words="bin, dustbin"),
        missed=_missed(), collection=Collection.get_first_root_node(),
        group=Group.objects.get(name=EDITORS), site=Site.objects.get(is_default_site=True),
        locale=Locale.objects.get(language_code="fr"), workflow=Workflow.objects.first(),
    )  # fmt: skip


def _files() -> tuple[SiteImage, SiteDocument]:
    """A picture, and a document to take along."""
    pixel = BytesIO()
    Picture.new("RGB", (40, 30)).save(pixel, "PNG")
    return (
        SiteImage.objects.create(title="Quay", file=ContentFile(pixel.getvalue(), "quay.png")),
        SiteDocument.objects.create(title="Form", file=ContentFile(b"%PDF-1.4", "form.pdf")),
    )


def _missed() -> MissedSearch:
    today = timezone.localdate()
    return MissedSearch.objects.create(language="en", words="dragon", folded="dragon", first_day=today, last_day=today)


def _people(author, office) -> dict[str, object]:
    return {
        "Visitor": None,
        "Member": make.person(name="member"),
        "Author": author,
        "Editor": make.person(name="editor", roles=[EDITORS]),
        "Official": make.official(body=office),
        "Other official": make.official(body=make.body(slug="water", name="Water"), name="Officer Blue"),
        "Moderator": make.moderator(),
        "Host": make.person(name="presenter", roles=[HOSTS]),
        "Agent": make.person(name="agent", roles=[AGENTS]),
        "Lead": make.person(name="lead", roles=[LEADS]),
    }

"""A guide whose steps are discussed."""

from wagtail.models import PageViewRestriction

from guides.walkthroughs.models import GuideStep
from participation.places import services
from tests.guides.walkthroughs.factories import make_guide, publish
from tests.participation import factories as make


def guide(**fields):
    """A public guide of three steps."""
    return make_guide(**fields)


def step(page, number=2):
    """A step of a guide by its number."""
    return page.steps.all()[number - 1]


def said(page, number=2, text="Bring two photos.", by=None, **fields):
    """A post at a step."""
    key = step(page, number).translation_key
    by = by or make.person(name="noor")
    return services.begin(by=by, page_key=page.translation_key, step_key=key, text=text, **fields)


def reword(page, number=2, text="<p>Upload two proofs.</p>"):
    """Publish other words for a step."""
    found = page.steps.all()[number - 1]
    found.text = text
    page.steps.add(found)
    publish(page)


def add_step(page, title="Put it in your car", text="<p>Behind the windscreen.</p>"):
    """Publish the guide with one more step; its translations stay as they are."""
    page.steps.add(GuideStep(title=title, text=text, start=9, sort_order=page.steps.count()))
    publish(page)


def restrict(page):
    """Keep everyone who is not signed in from a page."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def withdraw_step(page, number=2):
    """Publish the guide without a step."""
    page.steps.remove(page.steps.all()[number - 1])
    publish(page)

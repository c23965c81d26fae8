"""A policy with three rules, and what is reported and decided by it."""

from uuid import uuid4

from commons.moderation import services
from commons.moderation.models import Decision, PolicyPage, PolicyRule
from commons.moderation.rules import Outcome
from commons.people.participants import Participant
from tests.participation import factories as town

TITLES = ("Respect people", "Keep private things private", "Say it once")
WORDS = "Leave the insult out; the rest is welcome."


def policy() -> list[str]:
    """The published policy of the site; gives the keys of its rules in their order."""
    page = PolicyPage.objects.filter(locale__language_code="en").first()
    if page is None:
        page = PolicyPage(title="How we moderate", slug="moderation")
        page.rules = [
            PolicyRule(title=title, text=f"<p>{title}, always.</p>", sort_order=number, locale=town.home().locale)
            for number, title in enumerate(TITLES)
        ]
        town.home().add_child(instance=page)
    return [str(rule.translation_key) for rule in page.rules.order_by("sort_order")]


def participant(*, person=None) -> Participant:
    """Somebody on a device of their own, or by their account."""
    return Participant(f"account:{person.pk}", person) if person else Participant(uuid4().hex)


def report(*, post, by=None, rule=0, words=""):
    """A report about a post."""
    return services.report(by=by or participant(), kind="post", pk=post.pk, rule=policy()[rule], words=words)


def decide(*, post, by, outcome=Outcome.HIDE, rule=0, words=WORDS, **given) -> Decision:
    """A decision about a post as it stands."""
    post.refresh_from_db()
    seen = post.reportable.version if post.reportable_id else 0
    given.setdefault("seen", seen)
    return services.decide(by=by, kind="post", pk=post.pk, outcome=outcome, rule=policy()[rule], words=words, **given)

"""What was reported and decided in the discussions: an appeal that waits, a decided one, a report to read."""

from datetime import timedelta

from django.utils.translation import override

from commons.moderation import services
from commons.moderation.models import Decision
from commons.moderation.rules import Outcome, Verdict
from commons.moderation.selectors import rules
from commons.people.participants import Participant
from commons.people.roles import MODERATORS
from commons.people.services import open_account
from participation.deliberation import services as deliberation
from participation.deliberation.models import Post
from participation.ideas.models import Idea

from .clock import at
from .people import People
from .texts import LANGUAGES, read

#: How long after a post it is reported, decided about, appealed against, and looked at again.
REPORTED, DECIDED, APPEALED, LOOKED_AT = (timedelta(hours=hours) for hours in (2, 5, 9, 26))


def moderate(people: People, ideas: dict[str, Idea]) -> None:
    """Let people report what breaks a rule and moderators decide, each at its time."""
    told = read("moderation")
    moderators = {
        "first": people["moderator"],
        "second": open_account(
            email="second-moderator@example.net", display_name=told["second_moderator"], roles=[MODERATORS]
        ),
    }
    with override(LANGUAGES[0]):
        keys = [str(rule.key) for rule in rules()]
        for row in told["cases"]:
            idea = ideas[row["idea"]]
            said = idea.created_at + timedelta(hours=row["after"])
            with at(said):
                post = deliberation.post(by=people[row["by"]], thread=idea.thread, text=row["text"])
            for number, report in enumerate(row["reports"]):
                with at(said + REPORTED + timedelta(minutes=7 * number)):
                    _report(people, post, keys[report["rule"] - 1], report)
            if "decision" in row:
                _decide(row, post, keys, moderators, said)


def _report(people: People, post: Post, rule: str, told: dict) -> None:
    """Somebody reports it: by name when they are signed in, else from a device nobody knows."""
    person = people[told["by"]] if "by" in told else None
    by = Participant(f"account:{person.pk}", person) if person else Participant(f"device:{post.pk}")
    services.report(by=by, kind="post", pk=post.pk, rule=rule, words=told.get("words", ""), address=f"demo:{post.pk}")


def _decide(row: dict, post: Post, keys: list[str], moderators: dict, said) -> None:
    told = row["decision"]
    with at(said + DECIDED):
        made: Decision = services.decide(
            by=moderators[told["by"]],
            kind="post",
            pk=post.pk,
            outcome=Outcome(told["outcome"]),
            rule=keys[told["rule"] - 1] if "rule" in told else "",
            words=told.get("words", ""),
        )
    if "appeal" not in told:
        return
    with at(said + APPEALED):
        appeal = services.appeal(by=post.author, decision=made, words=told["appeal"])
    if "verdict" in told:
        with at(said + LOOKED_AT):
            services.decide_appeal(
                by=moderators[told["looked_at_by"]],
                appeal=appeal,
                verdict=Verdict(told["verdict"]),
                words=told["answer"],
            )

"""What people are told of discussions: replies to what they said, and posts in discussions they follow."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commons.notifications import kinds
from commons.notifications import services as notifications
from commons.notifications.adapters import Thing
from commons.notifications.kinds import Kind, Still
from commons.notifications.words import Words, quoted

from .adapters import owner_of


def _many_replies(count: int, params: Mapping[str, Any]) -> str:
    return ngettext(
        "%(count)d reply to you in “%(title)s”", "%(count)d replies to you in “%(title)s”", count
    ) % {"count": count, **params}  # fmt: skip


def _many_posts(count: int, params: Mapping[str, Any]) -> str:
    return ngettext("%(count)d new post in “%(title)s”", "%(count)d new posts in “%(title)s”", count) % {
        "count": count,
        **params,
    }


REPLIED = Kind("posts.reply", _("Replies to what you said"), many=_many_replies)
POSTED = Kind("posts.new", _("New posts in discussions you follow"), many=_many_posts)


def register(*, still: Still) -> None:
    """Make the kinds of news known; `still` says which posts are still shown."""
    kinds.register(replace(REPLIED, still=still))
    kinds.register(replace(POSTED, still=still))


def of_post(post: Any) -> None:
    """Tell whom a post answers, and who follows what is discussed; nobody of both."""
    thread = post.thread
    owner = owner_of(thread)
    title = {"title": owner.title(thread)}
    followed = Thing(*owner.followed_as(thread))
    answered = post.parent.author if post.parent else None
    news: dict[str, Any] = {
        "said": quoted(post.text),
        "by": post.author,
        "office": post.spoken_for,
        "event": str(post.pk),
        "thing": f"thread.{thread.pk}",
        "address": reverse("threads:post", args=[thread.pk, post.pk]),
    }
    if answered:
        line = Words(_("A reply to you in “%(title)s”"), title)
        notifications.tell(people=[answered], kind=REPLIED.name, line=line, about=followed, **news)
    line = Words(_("A new post in “%(title)s”"), title)
    but = [answered.pk] if answered else []
    notifications.tell_followers(of=[followed], kind=POSTED.name, line=line, but=but, **news)

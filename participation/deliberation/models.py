"""Threads and the posts in them. A thread belongs to what is discussed, which owns a OneToOne to it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .rules import PostState, ThreadState


class Thread(models.Model):
    """A discussion. Whether it takes posts depends on this state and on what its owner says (`owners`)."""

    kind = models.CharField(max_length=60)
    """Name of the adapter by which the owner's app describes it."""
    state = models.CharField(_("state"), max_length=10, choices=ThreadState, default=ThreadState.OPEN)
    post_count = models.PositiveIntegerField(default=0)
    """Posts shown, kept with each change; equal to a recount."""
    change = models.PositiveIntegerField(default=0)
    """Number of the last change, by which open pages know what they miss."""

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ThreadState.values), name="deliberation_thread_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Post(models.Model):
    """What somebody said in a thread, to all or in reply to another post."""

    hidden_under: Any = None
    """Under which rule of the policy it was hidden; selectors fill it in."""
    is_about_earlier = False
    """Whether what is discussed was worded otherwise when this was said; selectors fill it in."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    root = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    """The post its branch hangs on; none for that post itself."""
    depth = models.PositiveIntegerField(default=0)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="posts", verbose_name=_("author")
    )
    spoken_for = models.ForeignKey(
        "directory.PublicBody",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("speaking for"),
    )
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=10, blank=True)
    wording = models.CharField(max_length=16, blank=True, editable=False)
    """Names the words it is about, where they may change (`Owner.wording`)."""
    state = models.CharField(_("state"), max_length=10, choices=PostState, default=PostState.SHOWN)
    reportable = models.OneToOneField(
        "moderation.Reportable", null=True, blank=True, on_delete=models.SET_NULL, related_name="post"
    )
    """The handle by which it is reported and decided on; none before."""
    submission = models.UUIDField(editable=False)
    """Says that this is the very post already sent once; unique for its author."""
    number = models.PositiveIntegerField(default=0)
    """The thread's change by which it was added."""
    changed = models.PositiveIntegerField(default=0)
    """The thread's last change of this post, the adding included: open pages ask for what came after theirs."""
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["thread", "parent", "id"], name="deliberation_post_in_place"),
            models.Index(fields=["root", "id"], name="deliberation_post_by_root"),
            models.Index(fields=["thread", "changed"], name="deliberation_post_by_change"),
            models.Index(fields=["author", "created_at"], name="deliberation_post_by_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=PostState.values), name="deliberation_post_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None, root=None, depth=0)
                | models.Q(parent__isnull=False, root__isnull=False, depth__gt=0),
                name="deliberation_post_place_consistent",
            ),
            models.UniqueConstraint(fields=["author", "submission"], name="deliberation_post_sent_once"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

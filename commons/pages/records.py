"""What the CMS holds about a person: their work as staff, and what it needs to remember while they work."""

from django.utils.translation import gettext_lazy as _

from commons.people.personal_data import Touched, exempt


def staff_record() -> Touched:
    """Pages, pictures and words somebody worked on. They are the office's and stay; remarks go with who made them."""
    return Touched(
        "page-work",
        _("Your work on pages"),
        "wagtailcore.Page.owner",
        "wagtailcore.WorkflowState.requested_by",
        "wagtailcore.Comment.user",
        "wagtailcore.CommentReply.user",
        "wagtailcore.PageSubscription.user",
        "commons_pages.SiteImage.uploaded_by_user",
        "commons_pages.SiteDocument.uploaded_by_user",
        "wagtail_localize.StringTranslation.last_translated_by",
        "wagtail_localize.SegmentOverride.last_translated_by",
    )


def leave_out() -> None:
    """Name what is not worth telling."""
    exempt(
        "remembered while somebody works in the CMS; gone with the account",
        "wagtailcore.Page.locked_by",
        "wagtailadmin.EditingSession.user",
        "wagtailadmin.FormState.user",
        "wagtailcore.UploadedFile.uploaded_by_user",
        "wagtailusers.UserProfile.user",
    )
    exempt("a key to interfaces this site does not have; gone with the account", "wagtailcore.APIToken.user")
    exempt(
        "who changed a page of the office, when: kept with the page as a number, which names nobody once they left",
        "wagtailcore.ModelLogEntry.user",
        "wagtailcore.PageLogEntry.user",
        "wagtailcore.Revision.user",
        "wagtailcore.TaskState.finished_by",
        "wagtailcore.Comment.resolved_by",
    )
    exempt(
        "models of others in whose place we have our own; they hold no rows",
        "wagtailmedia.Media.uploaded_by_user",
        "wagtaildocs.Document.uploaded_by_user",
        "wagtailimages.Image.uploaded_by_user",
    )

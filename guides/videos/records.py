"""What films hold about a person: their work as staff."""

from django.utils.translation import gettext_lazy as _

from commons.people.personal_data import Touched


def staff_record() -> Touched:
    """Films and captions somebody worked on. They are the office's and stay."""
    return Touched(
        "film-work",
        _("Your work on films"),
        "guides_videos.GuideVideo.uploaded_by_user",
        "guides_videos.CaptionTrack.reviewed_by",
        "guides_videos.CaptionTrack.changed_by",
        "guides_videos.EarlierCaptions.saved_by",
    )

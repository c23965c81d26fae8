"""What wagtailmedia says of media and videos: named, so that our catalogues have it and say film. Ours come first.

English has a catalogue for these words only (locale/en): of our own, the source is the English.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

WORDS = (
    _("Media"),
    _("Search media"),
    _("Search media files"),
    _("Choose video"),
    _("Choose another video"),
    _("Edit this video"),
    _("Choose a media item"),
    _("Choose another media item"),
    _("Edit this media item"),
    _("Upload Video"),
    _("Media permissions"),
    _("Add a media permission"),
    _("Add/edit media you own"),
    _("Edit any media"),
)
COUNTED = (ngettext_lazy("%(count)s media file", "%(count)s media files", "count"),)

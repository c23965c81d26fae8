"""The few blocks pages of text are made of."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

PROSE_FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul", "document-link"]


class NoticeBlock(StructBlock):
    """One thing nobody must miss."""

    tone = ChoiceBlock(
        label=_("tone"),
        choices=[("info", _("Good to know")), ("warning", _("Mind this"))],
        default="info",
    )
    text = RichTextBlock(label=_("text"), features=["bold", "italic", "link"])

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "pages/blocks/notice.html"


class PictureBlock(StructBlock):
    """A picture that has a reason, with words for those who don't see it."""

    image = ImageBlock(label=_("picture"))
    caption = CharBlock(label=_("caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"


class DocumentBlock(StructBlock):
    """A file to read or fill in; its kind and size are shown beside it."""

    document = DocumentChooserBlock(label=_("document"))
    label = CharBlock(label=_("words of the link"), required=False, max_length=120)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "pages/blocks/document.html"


class BodyBlock(StreamBlock):
    """What a page of text may hold."""

    prose = RichTextBlock(label=_("Text"), features=PROSE_FEATURES, icon="pilcrow", template="pages/blocks/prose.html")
    notice = NoticeBlock()
    picture = PictureBlock()
    document = DocumentBlock()

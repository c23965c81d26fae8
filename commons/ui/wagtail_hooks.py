"""What the whole CMS gets from us."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def fit_a_phone() -> SafeString:
    """Lists that scroll beside the page where it is narrow."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/everywhere.css"))

"""Every address of the site. No domain word here: each app names its own."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from commons.pages.views import PrivacyView, picture
from commons.people.views import AdminAccountView, admin_login
from guides.walkthroughs.urls import without_language as guides_without_language

# Addresses without a language prefix (docs: contract, "Addresses").
urlpatterns = [
    # The CMS's own sign-in knows neither limits nor second factors, and its preferences ask for names we don't keep.
    path("admin/login/", admin_login),
    path("admin/account/", require_admin_access(AdminAccountView.as_view())),
    # Wagtail restricts one language of a page; ours all of them.
    path("admin/pages/<int:page_id>/privacy/", require_admin_access(PrivacyView.as_view())),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("commons.web.urls")),
    path("", include("commons.ui.urls")),
    path("", include("guides.videos.urls")),
    path("", include(guides_without_language)),
    path("", include("home.website.urls")),
]
# Pictures only: films and documents go through views that ask who may see them. nginx or the bucket usually
# answers first; without them, an installation of one process still shows its pictures.
urlpatterns += [
    re_path(r"^media/(?P<path>(?:images|original_images)/[^/]+)$", picture),
]

urlpatterns += i18n_patterns(
    path("accounts/", include("commons.people.urls")),
    path("accounts/", include("allauth.urls")),
    path("notifications/", include("commons.notifications.urls")),
    path("services/", include("commons.directory.urls")),
    path("me/", include("home.record.urls")),
    path("search/", include("home.search.urls")),
    path("", include("guides.walkthroughs.urls")),
    path("moderation/", include("commons.moderation.urls")),
    path("ideas/", include("participation.ideas.urls")),
    path("", include("participation.places.urls")),
    path("threads/", include("participation.deliberation.urls")),
    path("live/", include("participation.live_qa.urls")),
    path("", include("commons.pages.urls")),
    prefix_default_language=True,
)

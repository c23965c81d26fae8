"""Registers the app, and tells the CMS which pages to use for accounts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "commons.people"
    label = "people"
    verbose_name = _("People")
    default = True


class StaffAccountsConfig(WagtailUsersAppConfig):
    """Wagtail's accounts app (installed in its place) with pages made for our accounts."""

    user_viewset = "commons.people.admin.PeopleViewSet"

"""Registers the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    """Names the app for Django and the admin."""

    name = "participation.consultations"
    label = "consultations"
    verbose_name = _("Consultations")

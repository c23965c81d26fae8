"""What allauth says that French says another way here: named, so that our catalogue has it, and ours comes first."""

from django.utils.translation import gettext_noop as _

WORDS = (
    # An address and a mail: "adresse électronique" and "courriel" everywhere.
    _("Email"),
    _("Email address"),
    _("email address"),
    _("email addresses"),
    _("Email (again)"),
    _("You must type the same email each time."),
    # A passkey is a "clé d'accès"; a security key is the thing one carries.
    _("Passkey"),
    _("Create Passkey"),
    _("Security key"),
    _("Use a security key"),
    _("Remove"),
    _("Remove Security Key"),
    _("Security key removed."),
    _("Added on %(created_at)s"),
    _("Last used %(last_used)s"),
    # Signing in is "se connecter", and we say "second facteur".
    _("Sign In"),
    _("Remember Me"),
    _("Two-Factor Authentication"),
    _("Your account is protected by two-factor authentication. Please enter an authenticator code:"),
    _("A new set of Two-Factor Authentication recovery codes has been generated."),
    _("Are you sure?"),
    _("You are about to deactivate authenticator app based authentication. Are you sure?"),
)

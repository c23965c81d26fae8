"""Which socket goes where."""

from .consumers import close_unknown

socket_application = close_unknown

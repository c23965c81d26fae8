"""Which socket goes where: all of them to the rooms that apps have registered."""

from dataclasses import replace

from django.conf import settings

from .consumers import Sockets
from .limits import LIMITS

socket_application = Sockets(replace(LIMITS, sockets_from_address=settings.SOCKETS_FROM_ADDRESS))

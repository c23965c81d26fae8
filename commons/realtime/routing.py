"""Which socket goes where: all of them to the rooms that apps have registered."""

from .consumers import Sockets

socket_application = Sockets()

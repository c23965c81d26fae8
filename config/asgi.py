"""The site as one ASGI application: pages through Django, sockets through the rooms of commons.realtime."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup(set_prefix=False)

from channels.routing import ProtocolTypeRouter  # noqa: E402

from commons.realtime.routing import socket_application  # noqa: E402
from config.exposure import CountsViews  # noqa: E402
from config.handler import ThreadHandler  # noqa: E402
from config.page_cache import PageCache  # noqa: E402
from config.static_files import StaticFiles  # noqa: E402

page_cache = PageCache(ThreadHandler())  # type: ignore[arg-type]
views = CountsViews(page_cache)
application = ProtocolTypeRouter({"http": StaticFiles(views), "websocket": socket_application})

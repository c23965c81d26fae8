"""The site as one ASGI application: pages through Django, sockets through the rooms of commons.realtime."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter  # noqa: E402

from commons.realtime.routing import socket_application  # noqa: E402
from config.exposure import CountsViews  # noqa: E402
from config.page_cache import PageCache  # noqa: E402
from config.static_files import StaticFiles  # noqa: E402

page_cache = PageCache(django_application)  # type: ignore[arg-type]
views = CountsViews(page_cache)
application = ProtocolTypeRouter({"http": StaticFiles(views), "websocket": socket_application})

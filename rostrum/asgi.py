"""The one ASGI entry point: live views beside Django's pages."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rostrum.settings")
pages = get_asgi_application()

from django.conf import settings  # noqa: E402 - Django must be set up first

from rostrum.live.application import Live  # noqa: E402
from rostrum.web.threads import Threads  # noqa: E402

application = Live(Threads(pages, most=settings.ROSTRUM_THREADS))

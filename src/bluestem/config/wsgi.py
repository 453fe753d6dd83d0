"""The WSGI application that `bluestem serve` runs: finished pages and files in front, Django behind."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluestem.config.settings.production")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from bluestem.config.front.application import Front
from bluestem.config.front.pages import FinishedPages
from bluestem.config.front.static import StaticFiles
from bluestem.config.health import readiness
from bluestem.kit.generation import Generation

generation = Generation(settings.DATA_FOLDER / "generation")
application = Front(
    get_wsgi_application(),
    pages=None if settings.DEBUG else FinishedPages(generation.current),
    files=None if settings.DEBUG else StaticFiles(settings.STATIC_ROOT, settings.STATIC_URL),
    readiness=readiness,
)

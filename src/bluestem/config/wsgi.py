"""The WSGI application that `bluestem serve` runs."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluestem.config.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

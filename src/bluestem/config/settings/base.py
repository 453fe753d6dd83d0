"""Settings of every installation. Production is the default; development and test change a few lines."""

from email.utils import formataddr
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from bluestem.config.database import database_settings
from bluestem.config.env import env
from bluestem.config.languages import languages_of
from bluestem.config.providers import read_providers

SECRET_KEY = env.secret_key
DEBUG = False
ALLOWED_HOSTS = [env.host] if env.host else []
ROOT_URLCONF = "bluestem.config.urls"
WSGI_APPLICATION = "bluestem.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The network, as pages and feeds name it
NETWORK_NAME = env.network_name
NETWORK_CONTACT = env.contact
ORIGIN = env.origin or "http://localhost"
DEMO = env.demo
DATA_FOLDER = env.data

# Activity rooms can be left out: the site starts without any of them.
ACTIVITY_ROOMS = ["bluestem.library"]
ROOMS = [
    "bluestem.ui",
    "bluestem.privacy",
    "bluestem.ledger",
    "bluestem.vocabularies",
    "bluestem.accounts",
    "bluestem.messaging",
    "bluestem.catalogue",
    "bluestem.publishing",
    "bluestem.importing",
    "bluestem.links",
    "bluestem.following",
    "bluestem.interfaces",
    "bluestem.network",
    "bluestem.programmes",
    *ACTIVITY_ROOMS,
    "bluestem.editorial",
    "bluestem.newsletters",
    "bluestem.portal",
    "bluestem.demo",
]
SIGN_IN_PROVIDERS = read_providers(env.providers)
INSTALLED_APPS = [
    *ROOMS,
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.contrib.simple_translation",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *(["allauth.socialaccount.providers.openid_connect"] if SIGN_IN_PROVIDERS else []),
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "bluestem.config.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bluestem.accounts.web.middleware.RequireSecondFactor",
    "bluestem.config.middleware.RefuseMalformedForms",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,  # each room's jinja2/ folder
        "OPTIONS": {"environment": "bluestem.ui.environment.environment"},
    },
    {
        # Wagtail's admin keeps Django's templates
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
DATABASES = {"default": database_settings(env)}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["bluestem.network.backends.MembershipBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "portal:space"
LOGOUT_REDIRECT_URL = "portal:home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Signing in (django-allauth): by mail address, the same answer for known and unknown ones
ACCOUNT_ADAPTER = "bluestem.accounts.web.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if env.is_https else "http"
# Keys are the mail address together with the client's: nobody can lock out somebody else
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/5m/ip,5/5m/key",
    "login_failed_account": "100/h/key",
    "signup": "20/h/ip",
    "reset_password": "20/h/ip",
    "reset_mail": "3/h/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/3m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.trusted_proxies
MFA_ADAPTER = "bluestem.accounts.web.factor_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = env.network_name
SOCIALACCOUNT_ADAPTER = "bluestem.accounts.web.providers.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": SIGN_IN_PROVIDERS, "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "mandatory"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What every process must see: counts of attempts. A table of the database, so that nothing else need be installed.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_sharedcount",
        "KEY_FUNCTION": "bluestem.config.counting.unreadable",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# Languages: British English is the source; every other is a translation file away
LANGUAGE_CODE = "en"
LOCALE = Path(__file__).parents[2] / "locale"
LANGUAGES = languages_of(LOCALE)
LOCALE_PATHS = [LOCALE]
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # addresses are unique without regard to case, by a constraint
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env.data / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = env.data / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Cookies and transport: none before one is needed, never readable by scripts
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.is_https
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [env.origin] if env.origin else []
SECURE_HSTS_SECONDS = 63_072_000 if env.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.is_https
SECURE_SSL_REDIRECT = False  # the proxy in front redirects; nothing of ours answers on port 80
TRUSTED_PROXIES = env.trusted_proxies
if env.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Mail: everything goes to the outbox first; the worker delivers it, if a server is named
EMAIL_BACKEND = "bluestem.messaging.backends.OutboxBackend"
MAIL_URL = env.mail_url
MAIL_SENDER = env.mail_sender or env.contact
MAIL_DOMAIN = MAIL_SENDER.rpartition("@")[2] or env.host or "localhost"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = formataddr((NETWORK_NAME, MAIL_SENDER))

# Background work
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# The secretariat's admin; it calls no other host
WAGTAIL_SITE_NAME = NETWORK_NAME
WAGTAILADMIN_BASE_URL = ORIGIN
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "bluestem.editorial.pictures.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = None  # our own intake measures, also what Wagtail fails on
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "epub", "zip"]
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # every document is saved, none is shown in our origin

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
NETWORK_DESCRIPTION = _(
    "Courses, programmes, projects and events for science, technology, engineering and maths education in Europe."
)

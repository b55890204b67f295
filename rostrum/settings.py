"""Settings, all from the environment; the defaults run one process on a laptop.

Every variable is described in docs/reference/settings.md.
"""

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from rostrum.outbox.core.servers import Server, server_at
from rostrum.web import logs

PACKAGE = Path(__file__).resolve().parent


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes/no variable of the environment."""
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def secret_key(folder: Path) -> str:
    """Return the signing key: from the environment, else one kept in the data folder, made on first use."""
    given = os.environ.get("ROSTRUM_SECRET_KEY")
    if given:
        return given
    file = folder / "secret_key"
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text()


def single_sign_on(issuer: str) -> dict[str, Any]:
    """Describe the OpenID Connect provider of the environment to django-allauth; nothing without one."""
    if not issuer:
        return {}
    provider = {
        "provider_id": "single-sign-on",
        "name": os.environ.get("ROSTRUM_OIDC_NAME") or urlsplit(issuer).hostname,
        "client_id": os.environ.get("ROSTRUM_OIDC_CLIENT_ID", ""),
        "secret": os.environ.get("ROSTRUM_OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": issuer, "fetch_userinfo": True},
    }
    if not provider["client_id"]:
        raise ImproperlyConfigured("ROSTRUM_OIDC_ISSUER needs ROSTRUM_OIDC_CLIENT_ID.")
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [provider]}}


def mail_server(address: str) -> Server | None:
    """Read the address of the mail server; none without one."""
    try:
        return server_at(address)
    except ValueError as fault:
        raise ImproperlyConfigured(str(fault)) from None


def origin(url: str) -> list[str]:
    """Return scheme and host of an address, as a content security policy names it."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


# -- where things are kept ---------------------------------------------------------------------------
ROSTRUM_DATA = Path(os.environ.get("ROSTRUM_DATA", PACKAGE.parent / "data")).resolve()
KEYS = ROSTRUM_DATA / "keys"
KEYS.mkdir(parents=True, exist_ok=True)
SECRET_KEY = secret_key(KEYS)
MEDIA_ROOT = ROSTRUM_DATA / "uploads"

DEBUG = flag("ROSTRUM_DEBUG")
ROSTRUM_DEMO = flag("ROSTRUM_DEMO")
SITE_URL = os.environ.get("ROSTRUM_SITE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")
ALLOWED_HOSTS = os.environ.get("ROSTRUM_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
# Pages answered at a time by one process; each thread holds a database connection.
ROSTRUM_THREADS = int(os.environ.get("ROSTRUM_THREADS", "16"))
ROSTRUM_LIVE_HUB = os.environ.get("ROSTRUM_LIVE_HUB", "")

# -- what it is made of ------------------------------------------------------------------------------
INSTALLED_APPS = [
    "rostrum.web",
    "rostrum.live",
    "rostrum.audit",
    "rostrum.people",
    "rostrum.outbox",
    "rostrum.meetings",
    "rostrum.programme",
    "rostrum.papers",
    "rostrum.floor",
    "rostrum.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "template_partials",
    "rules.apps.AutodiscoverRulesConfig",
]
MIDDLEWARE = [
    "rostrum.web.middleware.RequestLog",
    "rostrum.web.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "rostrum.web.middleware.FragmentSession",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "rostrum.web.middleware.OfferedLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rostrum.web.middleware.FragmentToasts",
    "rostrum.web.middleware.Refusals",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]
ROOT_URLCONF = "rostrum.urls"
ASGI_APPLICATION = "rostrum.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rostrum.web.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "rostrum.web.forms.DesignRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- database ----------------------------------------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL", "")
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(ROSTRUM_DATA / "rostrum.sqlite3"),
            "OPTIONS": {
                # Taking the write lock at BEGIN makes two operators queue instead of one failing late.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: an act that was acknowledged survives a power cut, not only a crash.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": os.environ.get("ROSTRUM_TEST_DATABASE") or None},
        }
    }

# -- accounts ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "rostrum.people.second_factor.Adapter"
MFA_TOTP_ISSUER = "Rostrum"
# Browsers know passkeys on https, and on this machine for trying out.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://")
# required: roles that can change what others see count only with a second factor. The links of the
# demonstration sign in by themselves, so it asks for none unless it is told to.
ROSTRUM_STAFF_SECOND_FACTOR = os.environ.get(
    "ROSTRUM_STAFF_SECOND_FACTOR", "optional" if ROSTRUM_DEMO else "required"
)
if ROSTRUM_STAFF_SECOND_FACTOR not in {"required", "optional"}:
    raise ImproperlyConfigured("ROSTRUM_STAFF_SECOND_FACTOR is required or optional.")
ACCOUNT_ADAPTER = "rostrum.people.language.Adapter"
ACCOUNT_SIGNUP_FORM_CLASS = "rostrum.people.forms.SignupForm"
ACCOUNT_EMAIL_NOTIFICATIONS = True

OIDC_ISSUER = os.environ.get("ROSTRUM_OIDC_ISSUER", "").rstrip("/")
SOCIALACCOUNT_PROVIDERS = single_sign_on(OIDC_ISSUER)
# Who runs the site chose the provider and trusts the addresses that it says are verified.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = bool(OIDC_ISSUER)
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = bool(OIDC_ISSUER)

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")

# -- e-mail ------------------------------------------------------------------------------------------
# Letters of a meeting go through the outbox; codes that sign in go at once, to the same server.
ROSTRUM_SMTP = os.environ.get("ROSTRUM_SMTP", "")
MAIL_SERVER = mail_server(ROSTRUM_SMTP)
DEFAULT_FROM_EMAIL = os.environ.get("ROSTRUM_MAIL_FROM", "Rostrum <rostrum@localhost>")
if MAIL_SERVER is not None:
    if "ROSTRUM_MAIL_FROM" not in os.environ:
        raise ImproperlyConfigured("ROSTRUM_SMTP needs ROSTRUM_MAIL_FROM: the sender of all letters.")
    EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_SERVER.tls_from_the_start, MAIL_SERVER.starttls
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
elif ROSTRUM_DEMO:
    EMAIL_BACKEND = "rostrum.outbox.site_mail.EmailBackend"
else:
    # Printed, so that the first code can be read in the terminal.
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 15

# -- languages and time ------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", _("Arabic")),
    ("zh-hans", _("Chinese")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
]
# Complete or started; the switch shows these.
ROSTRUM_LANGUAGES_OFFERED = ["en", "fr", "ar"]
FORMAT_MODULE_PATH = ["rostrum.web.formats"]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# -- pages -------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("ROSTRUM_STATIC", ROSTRUM_DATA / "static"))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
CSRF_FAILURE_VIEW = "rostrum.web.errors.csrf_failed"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SITE_URL.startswith("https://") else 0
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # Chromium applies this to where a form's answer redirects: name the sign-on providers here.
        "form-action": [SELF, *origin(OIDC_ISSUER), *os.environ.get("ROSTRUM_FORM_TARGETS", "").split()],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# -- health and logs ---------------------------------------------------------------------------------
# A name and the dotted path of a function that says yes or no; /readyz shows them.
READINESS_CHECKS = {
    "database": "rostrum.web.health.database_ready",
    "migrations": "rostrum.web.health.migrated",
    "live": "rostrum.live.running.hub_is_alive",
}
LOGGING = logs.configuration(terminal=sys.stderr.isatty(), level=os.environ.get("ROSTRUM_LOG_LEVEL", "INFO"))

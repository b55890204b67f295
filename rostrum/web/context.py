"""What every page knows about its reader: theme, keys, languages on offer."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi, get_language_info

THEME_COOKIE = "rostrum_theme"
KEYS_COOKIE = "rostrum_keys"
THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Language:
    """A language on offer, under its own name."""

    code: str
    name: str
    current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """``theme`` is ``light``, ``dark`` or empty (as the device); ``keys`` is ``off`` or empty."""

    theme: str
    keys: str
    languages: tuple[Language, ...]
    language_name: str
    direction: str
    here: str
    single_sign_on: bool


def languages() -> tuple[Language, ...]:
    """List the languages that can be chosen, each in its own words."""
    current = get_language() or settings.LANGUAGE_CODE
    return tuple(
        Language(code, get_language_info(code)["name_local"], code == current)
        for code in settings.ROSTRUM_LANGUAGES_OFFERED
    )


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Give templates the variable ``shell``."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    offered = languages()
    return {
        "shell": Shell(
            theme=theme if theme in THEMES else "",
            keys="off" if request.COOKIES.get(KEYS_COOKIE) == "off" else "",
            languages=offered,
            language_name=next((one.name for one in offered if one.current), ""),
            direction="rtl" if get_language_bidi() else "ltr",
            here=request.get_full_path(),
            single_sign_on=bool(settings.SOCIALACCOUNT_PROVIDERS),
        )
    }

"""Logs: one JSON object a line for machines, a plain line on a terminal; each names its request."""

import logging
from contextvars import ContextVar
from typing import Any, Final

current_request: Final[ContextVar[str]] = ContextVar("current_request", default="-")

HUMAN: Final = "%(asctime)s %(levelname)-7s %(request_id)s %(name)s: %(message)s"
MACHINE: Final = "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s"


class RequestId(logging.Filter):
    """Adds ``request_id`` to every record: the request it was written in, ``-`` outside of any."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the id and let the record pass."""
        # Django speaks of an answer of 400 and more only when the request has left its middleware.
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "request_id", current_request.get())
        return True


def configuration(*, terminal: bool, level: str = "INFO") -> dict[str, Any]:
    """Return Django's ``LOGGING``: plain lines when a person reads them on a ``terminal``, else JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "rostrum.web.logs.RequestId"}},
        "formatters": {
            "human": {"format": HUMAN, "datefmt": "%H:%M:%S"},
            "machine": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": MACHINE,
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            },
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "human" if terminal else "machine",
                "filters": ["request_id"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Its own lines say less than ours and are written outside the request.
            "uvicorn.access": {"handlers": [], "level": "ERROR", "propagate": False},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
        },
    }

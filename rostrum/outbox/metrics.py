"""Figures about the outbox, for Prometheus."""

from typing import Final

from prometheus_client import Counter, Gauge

ATTEMPTS: Final = Counter(
    "rostrum_outbox_attempts_total", "Letters handed to the mail server, by outcome.", ("outcome",)
)
UNDER_WAY: Final = Gauge(
    "rostrum_outbox_under_way", "Deliveries not yet done with, when this process last looked."
)

"""Figures about requests, for Prometheus; other folders register their own with the same registry."""

from typing import Final

from prometheus_client import Counter, Histogram

REQUESTS: Final = Counter(
    "rostrum_requests_total", "Requests answered, by view and status.", ("view", "method", "status")
)
SECONDS: Final = Histogram(
    "rostrum_request_seconds",
    "How long a request took, by view.",
    ("view",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0),
)
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def count_request(*, view: str, method: str, status: int, seconds: float) -> None:
    """Count an answered request under its ``view``'s name, not its address: names are few."""
    known = method if method in METHODS else "other"
    REQUESTS.labels(view or "none", known, str(status)).inc()
    SECONDS.labels(view or "none").observe(seconds)

"""Figures about live views, for Prometheus."""

from typing import Final

from prometheus_client import Counter, Gauge, Histogram

FOLLOWERS: Final = Gauge("rostrum_live_followers", "Streams open in this process, by family.", ("family",))
FRAMES: Final = Counter("rostrum_live_frames_total", "Frames written to followers, by family.", ("family",))
DROPS: Final = Counter("rostrum_live_drops_total", "Streams that this process ended, by reason.", ("reason",))
REFUSALS: Final = Counter(
    "rostrum_live_refusals_total", "Streams that were not opened, by status.", ("status",)
)
RENDER: Final = Histogram(
    "rostrum_live_render_seconds",
    "How long a view took to render, with the wait for a thread.",
    ("family",),
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5),
)
FAN_OUT: Final = Histogram(
    "rostrum_live_fan_out_seconds",
    "How long handing a frame to all followers of a channel took.",
    ("family",),
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5),
)
PUBLISHED: Final = Counter(
    "rostrum_live_published_total", "Frames handed to nginx with nchan, by outcome.", ("outcome",)
)
HEARD: Final = Counter("rostrum_live_heard_total", "Changes heard from other processes.")
CROWD: Final = Gauge(
    "rostrum_live_crowd", "Followers whom nginx held when last asked, by family.", ("family",)
)

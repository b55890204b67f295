"""Which channels there are: each folder that shows something live registers a family of them.

A channel, ``floor/geneva-2017/hall/fr``, is one view for one audience: everybody who follows it gets the same
bytes. Its topic, ``floor/geneva-2017``, is what changes: an operation announces the topic, and every channel
of it that somebody follows is rendered again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from rostrum.live import rules
from rostrum.live.rules import Frame

__all__ = ["Family", "Frame", "NoSuchChannel", "family_of", "register"]


class NoSuchChannel(LookupError):  # noqa: N818 - reads as what happened
    """No family has this channel; raised by ``render`` for an address that names nothing."""


@dataclass(frozen=True)
class Family:
    """The channels whose names begin with ``name``.

    ``authorise(channel, account)`` says whether the account may follow; it is asked with ``None`` first, and
    a yes means that the channel is public. It says no for a channel that does not exist. ``render(channel)``
    returns the present frame, read from the database after the change, in the channel's language. Both are
    called in a worker thread, outside of any transaction or request. ``topic(channel)`` names what it shows.
    """

    name: str
    authorise: Callable[[str, Any], bool]
    render: Callable[[str], Frame]
    topic: Callable[[str], str] = rules.first_two_parts


_families: Final[dict[str, Family]] = {}


def register(family: Family) -> None:
    """Make the family's channels known, once, from its folder's ``AppConfig.ready``."""
    if family.name in _families and _families[family.name] != family:
        raise ValueError(f"two families of channels are called {family.name}")
    _families[family.name] = family


def family_of(channel: str) -> Family:
    """Return the family that the channel belongs to; raises ``NoSuchChannel``."""
    family = _families.get(channel.split("/", 1)[0])
    if family is None or not rules.is_channel(channel):
        raise NoSuchChannel(channel)
    return family

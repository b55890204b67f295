"""Shapes drawn for this product: icons on a 24 grid, and the marks of the categories of participants.

They are written into the page as SVG, so that they take the colour of the text beside them, print, and
keep their lines when a person's own colours rule.
"""

from typing import Final

# What turns round when the page reads from right to left.
TURNING: Final = frozenset({"back", "forward", "next", "undo", "indent", "outdent", "sign-out", "send"})

ICONS: Final[dict[str, str]] = {
    "account": "M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.8-3.4 3.8-5 7.5-5s6.7 1.6 7.5 5",
    "add": "M12 5v14M5 12h14",
    "back": "M19 12H5m6-6-6 6 6 6",
    "bad": "M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2ZM9 9l6 6m0-6-6 6",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15ZM10 21h4",
    "calendar": "M4 6h16v14H4ZM4 10.5h16M8 3v4m8-4v4",
    "check": "M5 12.5 10 17.5 19.5 7",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.5l3.5 2",
    "close": "M6 6l12 12M18 6 6 18",
    "compare": "M4 4h7v16H4ZM13 4h7v16h-7M6.5 9h2m-2 3h2m7-3h2m-2 3h2m-2 3h2",
    "dark": "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
    "device": "M3 5h18v11H3ZM9 20h6m-3-4v4",
    "document": "M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6m-6 4h6",
    "down": "M6 9.5 12 15.5l6-6",
    "download": "M12 4v11m-5-5 5 5 5-5M5 20h14",
    "drag": "M9 6m-.8 0a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M9 12m-.8 0a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M9 18m-.8 0a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M15 6m-.8 0a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M15 12m-.8 0a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M15 18m-.8 0a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0",
    "edit": "M4 20l1-4L16.5 4.5l3 3L8 19ZM14 7l3 3",
    "empty": "M4 13 7 5h10l3 8v6H4ZM4 13h5l1 2.5h4l1-2.5h5",
    "external": "M10 5H5v14h14v-5M13 4h7v7M20 4l-9 9",
    "feed": "M5 11a8 8 0 0 1 8 8M5 5a14 14 0 0 1 14 14M6 18h.01",
    "filter": "M4 6h16M7 12h10m-7 6h4",
    "floor": "M12 14a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3ZM6 11a6 6 0 0 0 12 0M12 17v4m-4 0h8",
    "forward": "M5 12h14m-6-6 6 6-6 6",
    "good": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8 12.5l3 3 5-6",
    "help": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17h.01",
    "indent": "M4 6h16M10 12h10M10 18h10M4 10l3 3-3 3",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.5h.01",
    "keyboard": "M3 6h18v12H3ZM7 10h.01M11 10h.01M15 10h.01M8 14h8",
    "language": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3Z",
    "light": "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2.5v2m0 15v2M2.5 12h2m15 0h2M5.3 5.3l1.4 1.4m10.6 10.6 1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
    "lock": "M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "mail": "M3 6h18v12H3ZM3 7l9 7 9-7",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "more": "M5.5 12m-.8 0a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M12 12m-.8 0a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M18.5 12m-.8 0a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0",
    "next": "M9.5 6l6 6-6 6",
    "outdent": "M4 6h16M10 12h10M10 18h10M7 10l-3 3 3 3",
    "pause": "M9 5v14M15 5v14",
    "people": "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c.6-3.2 3-4.8 6.5-4.8s5.9 1.6 6.5 4.8M15.5 5a3.3 3.3 0 0 1 0 6.3M18 15.2c2 .8 3.2 2.3 3.5 4.3",
    "place": "M12 21c4.5-4.8 7-8.3 7-11.5a7 7 0 0 0-14 0C5 12.7 7.5 16.2 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
    "print": "M7 8V3.5h10V8M7 17H4V8h16v9h-3M7 14h10v6.5H7Z",
    "remove": "M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13",
    "screen": "M3 5h18v12H3ZM8 21h8",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20.5 20.5",
    "send": "M4 12 20 4l-4.5 16-4-6.5ZM11.5 13.5 20 4",
    "settings": "M4 7h10m4 0h2M4 17h2m4 0h10M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
    "sign-out": "M14 4H5v16h9M10 12h10.5m-4-4 4 4-4 4",
    "start": "M8 5l11 7-11 7Z",
    "undo": "M4.5 9.5H15a5 5 0 0 1 0 10H8M4.5 9.5l4.5-4.5M4.5 9.5 9 14",
    "up": "M6 14.5 12 8.5l6 6",
    "video": "M3 7h12v10H3ZM15 11l6-3.5v9L15 13",
    "warn": "M12 4 22 20H2ZM12 10v4.5M12 17h.01",
}

# A category's mark on a 16 grid: filled areas first, then lines. No two share an outline, so that they are
# told apart in grey, in print and by people who do not see the colours.
MARKS: Final[dict[str, tuple[str, str]]] = {
    # A name plate on its foot.
    "member_state": ("M1 3h14v8H1ZM4 12.5h8v1.5H4Z", ""),
    # The same plate, empty.
    "observer_state": ("M4 12.5h8v1.5H4Z", "M1.8 3.8h12.4v6.4H1.8Z"),
    # Two circles that share something.
    "intergovernmental": (
        "",
        "M5.7 12.3a4.3 4.3 0 1 0 0-8.6 4.3 4.3 0 0 0 0 8.6ZM10.3 12.3a4.3 4.3 0 1 0 0-8.6 4.3 4.3 0 0 0 0 8.6Z",
    ),
    # A ring around a centre.
    "un_system": (
        "M8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
        "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4Z",
    ),
    # A shield.
    "nhri": ("M8 1 14 3v5c0 3.5-2.5 5.8-6 7-3.5-1.2-6-3.5-6-7V3Z", ""),
    # The benches of a hemicycle.
    "parliament": ("M6.3 13a1.7 1.7 0 0 1 3.4 0Z", "M1.5 13a6.5 6.5 0 0 1 13 0M4.2 13a3.8 3.8 0 0 1 7.6 0"),
    # A pennant.
    "ngo": ("M3 1.5h1.6v13H3ZM5.4 2 14.5 5.8 5.4 9.6Z", ""),
    # An open book.
    "academia": (
        "",
        "M8 4.2C6.5 3 4.5 2.6 1.8 2.8v9.8c2.7-.2 4.7.2 6.2 1.4 1.5-1.2 3.5-1.6 6.2-1.4V2.8C11.5 2.6 9.5 3 8 4.2ZM8 4.2V14",
    ),
    # A way that leads on.
    "diaspora": ("", "M1.8 13.5C3 8 7 5.5 13.5 5.5M9.8 1.8l4 3.7-4 3.7"),
    # A hexagon, as of a nut.
    "private_sector": (
        "M4.5 1.8h7L15 8l-3.5 6.2h-7L1 8ZM8 5.6A2.4 2.4 0 1 0 8 10.4 2.4 2.4 0 0 0 8 5.6Z",
        "",
    ),
    # A gable.
    "local_authority": ("M8 1 15 6.5H13.2V14.5H9.5V10H6.5V14.5H2.8V6.5H1Z", ""),
    # A speech balloon.
    "media": ("M1.5 2h13v9H8.5L4.5 14.8V11h-3Z", ""),
}

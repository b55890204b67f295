"""Letters, made up for tests."""

import datetime as dt

from rostrum.outbox.operations import Draft, File, Recipient, enqueue

AT = dt.datetime(2017, 6, 1, 9, 0, tzinfo=dt.UTC)
PDF = File(name="Lettre à tous.pdf", type="application/pdf", data=b"%PDF-1.7 letter")


def draft(**changed):
    values = {
        "key": "test:1",
        "scope": "meeting:1",
        "subject": "Fifth thematic session: invitation",
        "text": "Excellency,\n\nplease find enclosed a letter.\n",
        "html": "<p>Excellency,</p><p>please find enclosed a letter.</p>",
        "language": "en",
        "reply_to": "Secretariat@Example.org",
        "sender_name": "Nadia Secretariat",
        "enclosures": (PDF,),
    }
    return Draft(**(values | changed))


def people(count):
    return [Recipient(f"mission{n}@missions.example", f"Mission {n}") for n in range(count)]


def sent(count=1, *, at=AT, **changed):
    """Put a letter to ``count`` missions in the outbox."""
    return enqueue(draft(**changed), people(count), at=at).letter

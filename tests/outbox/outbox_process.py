"""The outbox in processes of its own: ``python -m tests.outbox.outbox_process VERB …``; prints JSON."""

import datetime as dt
import json
import sys

import django


def fill(count):
    """Put a letter to ``count`` missions in the outbox of a fresh installation."""
    from django.core.management import call_command
    from django.utils import timezone

    from tests.outbox.letters import sent

    call_command("migrate", verbosity=0, interactive=False)
    sent(int(count), at=timezone.now())
    return True


def deliver(minutes="0"):
    """Deliver what is due, on a clock that runs ``minutes`` ahead."""
    from django.utils import timezone

    from rostrum.outbox.operations import deliver_due

    ahead = dt.timedelta(minutes=int(minutes))
    done = deliver_due(clock=lambda: timezone.now() + ahead)
    return {str(outcome): number for outcome, number in done.counts.items()}


def facts():
    """Say how many deliveries are in each state, and the message id of each address."""
    from collections import Counter

    from rostrum.outbox.models import Delivery

    rows = list(Delivery.objects.values_list("address", "state", "message_id"))
    return {
        "states": Counter(state for _address, state, _id in rows),
        "message_ids": {address: message_id for address, _state, message_id in rows},
    }


if __name__ == "__main__":
    django.setup()
    verb, *arguments = sys.argv[1:]
    print(json.dumps({"fill": fill, "deliver": deliver, "facts": facts}[verb](*arguments)))  # noqa: T201 - the test reads it

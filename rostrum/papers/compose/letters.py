"""Letters to all Permanent Representatives and Permanent Observers: S000:3-19, S002:1-23, S003:3-15."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from rostrum.meetings import wording
from rostrum.papers.compose import parts, words
from rostrum.papers.compose.parts import several, text
from rostrum.papers.core.blocks import Block, Listing, NewPage
from rostrum.papers.core.facts import Facts


def invitation(facts: Facts) -> Iterator[Block]:
    """Invite to the meeting, with the programme as far as it goes (S000)."""
    yield from parts.head_of_letter(facts)
    yield text("invitation", _convening(facts))
    yield from parts.theme(facts)
    if facts.format == "hearing":
        yield text("participation", who_may_come())
    yield text("enclosure", _enclosing(facts))
    yield text("interpretation", interpretation(facts))
    yield text("encouragement", _encouraging(facts))
    yield from parts.foot_of_letter(facts)
    yield from enclosure(facts)


def updated_agenda(facts: Facts) -> Iterator[Block]:
    """Send the programme as it stands now, after the invitation (S002)."""
    yield from parts.head_of_letter(facts)
    yield text("further", _further(facts))
    yield text("place", _taking_place(facts))
    yield text("encouragement", _encouraging(facts))
    yield from parts.foot_of_letter(facts)
    yield from enclosure(facts)


def arrangements(facts: Facts) -> Iterator[Block]:
    """Send programme and organizational arrangements (S003:3-15, 67-82)."""
    yield from parts.head_of_letter(facts)
    yield text("place", _taking_place(facts))
    said = _("Please find enclosed {programme} and a note on the organizational arrangements.")
    without = _("Please find enclosed a note on the organizational arrangements.")
    yield text("enclosure", said if facts.version else without)
    yield from parts.foot_of_letter(facts)
    yield from enclosure(facts)
    yield NewPage(key="note-page")
    yield parts.title(facts, _("Organizational arrangements"), key="note-title")
    yield Listing(key="arrangements", items=tuple(_arrangements(facts)), ordered=True)


def enclosure(facts: Facts) -> Iterator[Block]:
    """Enclose the programme that holds, on a page of its own."""
    if facts.version is not None:
        yield NewPage(key="enclosure-page")
        yield parts.title(facts, words.programme_title(facts), key="enclosure-title")
        yield from parts.agenda(facts)


def interpretation(facts: Facts) -> str:
    """Say whether there is interpretation."""
    if facts.interpretation:
        return _("Interpretation will be provided in the six official languages of the United Nations.")
    return _("There will be no interpretation.")


def _convening(facts: Facts) -> str:
    if facts.mandate and several(facts):
        return _(
            "{mandate}, we will convene {meeting} {when}, as part of the {process}. It will take place in "
            "{place}."
        )
    if facts.mandate:
        return _(
            "{mandate}, I will convene {meeting} {when}, as part of the {process}. It will take place in "
            "{place}."
        )
    if several(facts):
        return _("We will convene {meeting} {when}, as part of the {process}. It will take place in {place}.")
    return _("I will convene {meeting} {when}, as part of the {process}. It will take place in {place}.")


def who_may_come() -> str:
    """Say who is invited to a hearing (S000:9)."""
    return _(
        "Member States, observers, national human rights institutions that comply with the Paris Principles, "
        "non-governmental organizations in consultative status with the Economic and Social Council, other "
        "accredited organizations, universities, parliaments and the private sector are invited to take part."
    )


def _enclosing(facts: Facts) -> str:
    if facts.version is None:
        return _("The provisional programme will follow.")
    if facts.version.kind == "provisional":
        return _("Please find enclosed {programme}. A more detailed programme will follow.")
    return _("Please find enclosed {programme}.")


def _further(facts: Facts) -> str:
    invitations = [one for one in facts.earlier if one.kind == "invitation"]
    if not invitations:
        return _("Please find enclosed {programme} of {meeting}.")
    values = {"date": wording.day(invitations[0].date)}
    if several(facts):
        return _("Further to our letter of %(date)s, please find enclosed {programme} of {meeting}.") % values
    return _("Further to my letter of %(date)s, please find enclosed {programme} of {meeting}.") % values


def _taking_place(facts: Facts) -> str:
    if facts.theme:
        return _("{meeting} will take place {when} in {place}, on the theme {theme}.")
    return _("{meeting} will take place {when} in {place}.")


def _encouraging(facts: Facts) -> str:
    if several(facts):
        return _("We encourage representatives of Member States to take part.")
    return _("I encourage representatives of Member States to take part.")


def _arrangements(facts: Facts) -> Iterator[str]:
    yield _("The meeting will take place {when} in {place}.")
    yield interpretation(facts)
    if facts.webcast:
        yield _("The meeting will be webcast and recorded: {webcast}")
    yield _("A valid photo ID is required to enter the premises.")

"""The format that this folder adds to the pages of the programme."""

from django.urls import reverse

from rostrum.meetings.models import Meeting
from rostrum.papers.akoma_ntoso import MEDIA_TYPE
from rostrum.programme.formats import Format, register


def _address(meeting: Meeting, number: int) -> str:
    return reverse("papers:akoma_ntoso", args=[meeting.slug, number])


register(Format(label="Akoma Ntoso", media_type=MEDIA_TYPE, address=_address))

"""A short afternoon on the floor of a real meeting, for tests of what is left of it."""

import datetime as dt

from rostrum.floor import operations
from rostrum.floor.core import acts
from rostrum.floor.core.state import Segment
from tests.meetings.factories import DelegateFactory, MeetingFactory, RoleHoldingFactory, StakeholderFactory
from tests.people.factories import StateFactory

NOW = dt.datetime(2017, 6, 19, 8, 15, tzinfo=dt.UTC)


class Afternoon:
    """Three interventions of 90 s, 200 s (extended by 30 s) and one under way; one withdrawn, one absent."""

    def __init__(self, *, hostile="=1+1", open_end=True, begin=NOW):
        self.meeting = MeetingFactory(slug="session-3", title="Third informal thematic session")
        self.podium = RoleHoldingFactory(meeting=self.meeting, role="podium").account
        self.now = begin
        self.act(
            acts.OpenSegment(Segment("panel-1", "Panel 1", "panel", begin, begin + dt.timedelta(hours=2)))
        )
        egypt = StateFactory(
            iso3="EGY", name_en="Egypt", name_ar="مصر", name_fr="Égypte", regional_group="African"
        )
        china = StateFactory(iso3="CHN", name_en="China", name_zh="中国", regional_group="Asia-Pacific")
        self.egypt = DelegateFactory(
            meeting=self.meeting, state=egypt, person__given_names="Layla", person__surname="Haddad",
            person__name_in_own_script="ليلى حداد", person__function=hostile, language="ar",
        )  # fmt: skip
        self.china = DelegateFactory(
            meeting=self.meeting, state=china, person__honorific="Mr.", person__given_names="Wei",
            person__surname="Li", person__name_in_own_script="中国", person__gender="m", language="zh",
        )  # fmt: skip
        self.caritas = StakeholderFactory(
            meeting=self.meeting, organization__name="@Caritas", person__gender=""
        )
        self.absent = DelegateFactory(meeting=self.meeting)
        self.withdrawn = DelegateFactory(meeting=self.meeting)
        self.speak(self.egypt, 90, on_behalf="+Group of 77")
        self.speak(self.china, 200, extended=30)
        asked = self.ask(self.absent)
        self.act(acts.NotInRoom(asked))
        asked = self.ask(self.withdrawn)
        operations.withdraw_from_seat(self.withdrawn, request=asked, at=self.now)
        if open_end:
            self.act(acts.Call(self.ask(self.caritas)))
            self.act(acts.Start())
            self.pass_time(60)

    def act(self, what):
        return operations.act(self.meeting, what, by=self.podium, at=self.now)

    def pass_time(self, seconds):
        self.now += dt.timedelta(seconds=seconds)

    def ask(self, participant, **values):
        done = operations.ask_from_seat(participant, at=self.now, **values)
        self.pass_time(5)
        return list(done.state.requests)[-1]

    def speak(self, participant, seconds, *, extended=0, **values):
        self.act(acts.Call(self.ask(participant, **values)))
        self.pass_time(10)
        self.act(acts.Start())
        if extended:
            self.act(acts.Extend(extended, "The translation lagged"))
        self.pass_time(seconds)
        self.act(acts.End())

"""What is stored of a programme: published versions as frozen documents, the draft as rows.

Triggers (migration 0002) refuse a change of what was published and a parent in another version.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rostrum.meetings.models import Meeting
from rostrum.programme.core.values import Kind, QuestionsAs

KINDS = {
    Kind.OPENING: _("Opening"),
    Kind.PANEL: _("Panel"),
    Kind.SUB_PANEL: _("Sub-panel"),
    Kind.DISCUSSION: _("Interactive discussion"),
    Kind.KEYNOTE: _("Keynote"),
    Kind.BREAK: _("Break"),
    Kind.SUMMARY_PANEL: _("Summary panel"),
    Kind.CLOSING: _("Closing"),
    Kind.OTHER: pgettext_lazy("kind of segment", "Other"),
}
QUESTIONS_AS = {
    QuestionsAs.QUESTIONS: _("Guiding questions"),
    QuestionsAs.TOPICS: _("Suggested topics"),
}


class VersionKind(models.TextChoices):
    """What a published version is, in the order in which they follow each other (S000:27, S003:11)."""

    PROVISIONAL = "provisional", _("Provisional")
    UPDATED = "updated", _("Updated")
    FINAL = "final", _("Final")
    AS_HELD = "as_held", _("As held")


class Version(models.Model):
    """A version of a meeting's programme; the one without ``published_at`` is its draft.

    ``document`` is the canonical JSON text that ``sha256`` was taken of. ``edits`` counts the draft's edits:
    the number of the last one is what an open page is compared with.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="programme_versions")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=12, choices=VersionKind.choices, blank=True)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    document = models.TextField(_("document"), blank=True)
    sha256 = models.CharField(_("fingerprint"), max_length=64, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.CharField(_("published by"), max_length=200, blank=True)
    edits = models.PositiveIntegerField(_("edits"), default=0)

    class Meta:
        ordering = ["meeting", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="programme_version_number"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(published_at=None), name="programme_one_draft"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="programme_version_from_one"),
            models.CheckConstraint(
                condition=Q(published_at=None, kind="", document="", sha256="", published_by="")
                | Q(published_at__isnull=False, kind__in=VersionKind.values)
                & ~Q(document="")
                & ~Q(sha256=""),
                name="programme_published_is_whole",
            ),
            models.CheckConstraint(condition=~Q(based_on=F("id")), name="programme_not_on_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.number}"


class Segment(models.Model):
    """A slot of the draft. ``key`` stays the same in all versions; ``revision`` is the last edit of it."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="segments")
    key = models.CharField(_("key"), max_length=40)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(_("position"))
    revision = models.PositiveIntegerField(_("revision"), default=0)
    kind = models.CharField(_("kind"), max_length=15, choices=list(KINDS.items()))
    day = models.DateField(_("day"))
    start = models.TimeField(_("start"))
    end = models.TimeField(_("end"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    side_events = models.BooleanField(_("space for side events"), default=False)
    questions_as = models.CharField(
        _("questions are called"),
        max_length=10,
        choices=list(QUESTIONS_AS.items()),
        default=QuestionsAs.QUESTIONS,
    )

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="programme_segment_key"),
            # Over the whole version, each before what it holds: the order of the list itself.
            models.UniqueConstraint(fields=["version", "position"], name="programme_segment_position"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="programme_not_in_itself"),
            models.CheckConstraint(condition=~Q(key=""), name="programme_segment_has_key"),
            models.CheckConstraint(condition=~Q(title=""), name="programme_segment_has_title"),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gt=F("start")), name="programme_segment_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="programme_segment_kind"
            ),
            models.CheckConstraint(
                condition=Q(questions_as__in=[name.value for name in QuestionsAs]),
                name="programme_questions_as",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """A guiding question, or a suggested topic, of a segment."""

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["segment", "position"]
        constraints = [
            models.UniqueConstraint(fields=["segment", "position"], name="programme_question_position"),
            models.CheckConstraint(condition=~Q(text=""), name="programme_question_has_text"),
        ]

    def __str__(self) -> str:
        return self.text


class Appearance(models.Model):
    """Somebody named under a segment, or somebody who is still to be confirmed."""

    class As(models.TextChoices):
        MODERATOR = "moderators", _("Moderator")
        SPEAKER = "speakers", _("Speaker")

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="appearances")
    appears_as = models.CharField(_("appears as"), max_length=10, choices=As.choices)
    position = models.PositiveSmallIntegerField(_("position"))
    honorific = models.CharField(_("honorific"), max_length=30, blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    function = models.CharField(_("function"), max_length=300, blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=300, blank=True)
    contribution = models.CharField(_("contribution"), max_length=300, blank=True)
    by_video = models.BooleanField(_("by video"), default=False)
    to_be_confirmed = models.BooleanField(_("to be confirmed"), default=False)

    class Meta:
        ordering = ["segment", "appears_as", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["segment", "appears_as", "position"], name="programme_appearance_position"
            ),
            models.CheckConstraint(
                condition=~Q(name="") | Q(to_be_confirmed=True), name="programme_appearance_named"
            ),
            models.CheckConstraint(
                condition=Q(appears_as__in=["moderators", "speakers"]), name="programme_appearance_as"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Edit(models.Model):
    """One thing that an officer did to a draft, so that it can be told to others and undone.

    ``undoes`` names the edit that this one took back; ``undone`` says that this one was taken back.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="edit_log")
    number = models.PositiveIntegerField(_("number"))
    verb = models.CharField(_("verb"), max_length=20)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(_("who"), max_length=200)
    undoes = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="undoings")
    undone = models.BooleanField(_("undone"), default=False)

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="programme_edit_number"),
            models.CheckConstraint(condition=~Q(undoes=F("id")), name="programme_undoes_another"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"


class Change(models.Model):
    """What an edit changed: one aspect of one segment, before and after (``core.changes.Change``)."""

    edit = models.ForeignKey(Edit, models.CASCADE, related_name="changes")
    order = models.PositiveSmallIntegerField(_("order"))
    key = models.CharField(_("segment"), max_length=40, db_index=True)
    aspect = models.CharField(_("aspect"), max_length=15)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)

    class Meta:
        ordering = ["edit", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edit", "order"], name="programme_change_order"),
            models.UniqueConstraint(fields=["edit", "key", "aspect"], name="programme_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.aspect}"

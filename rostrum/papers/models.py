"""What is stored of papers: drafts as edits over what is composed, issued revisions as frozen documents.

Triggers (migration 0002) refuse a change of what was issued, and its deletion.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rostrum.meetings.models import Meeting, Process
from rostrum.programme.models import Version


class Paper(models.Model):
    """A paper of a meeting in one language, with all its revisions.

    ``number`` is given when it is first issued: its place in the meeting's series, the same in all languages.
    ``translates`` is the paper of which this is another language.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="issued_papers")
    kind = models.CharField(_("kind"), max_length=40)
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=250)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    translates = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("language of"),
    )

    class Meta:
        ordering = ["meeting", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number", "language"], name="papers_paper_number"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(language=""), name="papers_paper_named"),
            models.CheckConstraint(condition=~Q(translates=F("id")), name="papers_not_of_itself"),
        ]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """A revision of a paper.

    A draft keeps what officers wrote differently (``edits``, see ``core.edits``); all else is composed when
    it is shown. An issued one keeps the canonical ``document`` of which ``sha256`` was taken. A discarded one
    keeps its edits for who undoes that, and has no number.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ISSUED = "issued", _("Issued")
        DISCARDED = "discarded", _("Discarded")

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("revision"), null=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    edits = models.JSONField(_("edits"), default=dict, blank=True)
    begun_at = models.DateTimeField(_("begun"))
    begun_by = models.CharField(_("begun by"), max_length=200)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    title = models.CharField(_("title"), max_length=250, blank=True)
    document = models.TextField(_("document"), blank=True)
    sha256 = models.CharField(_("fingerprint"), max_length=64, blank=True)
    symbol = models.CharField(_("symbol"), max_length=60, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)
    issued_by = models.CharField(_("issued by"), max_length=200, blank=True)
    what_changed = models.TextField(_("what changed"), blank=True)

    class Meta:
        ordering = ["paper", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="papers_revision_number"),
            models.UniqueConstraint(fields=["paper"], condition=Q(status="draft"), name="papers_one_draft"),
            models.CheckConstraint(
                condition=Q(status="discarded", number=None)
                | Q(status__in=["draft", "issued"], number__gte=1),
                name="papers_revision_from_one",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["draft", "discarded"],
                    title="",
                    document="",
                    sha256="",
                    symbol="",
                    date=None,
                    issued_at=None,
                    issued_by="",
                    what_changed="",
                )
                | Q(status="issued", date__isnull=False, issued_at__isnull=False)
                & ~Q(title="")
                & ~Q(document="")
                & ~Q(sha256="")
                & ~Q(symbol="")
                & ~Q(issued_by=""),
                name="papers_issued_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(status="issued") | Q(corrects=None) | ~Q(what_changed=""),
                name="papers_correction_says_what",
            ),
            models.CheckConstraint(condition=~Q(corrects=F("id")), name="papers_not_correcting_itself"),
        ]

    def __str__(self) -> str:
        return self.symbol or f"{self.paper}, {self.number}"

    @property
    def issued(self) -> bool:
        """Say whether it was issued, and so can never change."""
        return self.status == self.Status.ISSUED


class Rendition(models.Model):
    """A file of an issued revision, byte for byte as it was issued."""

    class Format(models.TextChoices):
        DOCX = "docx", _("Word")
        PDF = "pdf", _("PDF")

    class PageSize(models.TextChoices):
        A4 = "a4", _("A4")
        LETTER = "letter", _("US Letter")

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="renditions")
    format = models.CharField(_("format"), max_length=5, choices=Format.choices)
    page_size = models.CharField(_("page size"), max_length=6, choices=PageSize.choices, blank=True)
    content = models.BinaryField(_("content"))
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)

    class Meta:
        ordering = ["revision", "format", "page_size"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "format", "page_size"], name="papers_rendition_once"),
            models.CheckConstraint(
                condition=Q(format__in=["docx", "pdf"], page_size__in=["", "a4", "letter"]),
                name="papers_rendition_format",
            ),
            models.CheckConstraint(condition=Q(size__gt=0) & ~Q(sha256=""), name="papers_rendition_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.revision}, {self.format}"


class Template(models.Model):
    """An office's own Word template for a kind of paper in a language; without one the built-in is used."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="paper_templates")
    kind = models.CharField(_("kind"), max_length=40)
    language = models.CharField(_("language"), max_length=10)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded"))
    uploaded_by = models.CharField(_("uploaded by"), max_length=200)

    class Meta:
        ordering = ["process", "kind", "language"]
        constraints = [
            models.UniqueConstraint(fields=["process", "kind", "language"], name="papers_template_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.language}"


class Dismissal(models.Model):
    """A finding of the check that the secretariat has looked at and lets stand, and why.

    ``mark`` tells the finding from others (``findings.mark_of``); it stays the same while what was found
    stays. Taking a dismissal back removes the row; the audit trail keeps both.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="dismissed_findings")
    mark = models.CharField(_("mark"), max_length=16)
    rule = models.CharField(_("rule"), max_length=40)
    text = models.CharField(_("what was found"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField(_("when"))
    by_name = models.CharField(_("who"), max_length=200)

    class Meta:
        ordering = ["meeting", "-at"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "mark"], name="papers_dismissal_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="papers_dismissal_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.text}"


class StartingPaper(models.Model):
    """A paper from which the draft of a programme is begun: the file as it was given, and what was corrected.

    ``programme`` holds the sketches as corrected (``core.sketch``), None while they stand as read; ``edits``
    counts the corrections and ``earlier`` holds the way back from each. ``year`` completes dates without one,
    0 where none was given. A withdrawn one is kept for who undoes that.
    """

    class Form(models.TextChoices):
        DOCX = "docx", _("Word")
        PDF = "pdf", _("PDF")
        HTML = "html", _("Web page")
        TEXT = "text", _("Text")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="starting_papers")
    name = models.CharField(_("name of the file"), max_length=200, blank=True)
    form = models.CharField(_("kind of file"), max_length=5, choices=Form.choices)
    content = models.BinaryField(_("content"))
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    year = models.PositiveSmallIntegerField(_("year"), default=0)
    title = models.CharField(_("title"), max_length=300, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"))
    uploaded_by = models.CharField(_("uploaded by"), max_length=200)
    programme = models.JSONField(_("programme as corrected"), null=True, blank=True)
    edits = models.PositiveIntegerField(_("corrections"), default=0)
    earlier = models.JSONField(_("ways back"), default=list, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="begun_from", verbose_name=_("version")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["meeting", "-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "sha256"],
                condition=Q(withdrawn_at=None),
                name="papers_starting_paper_once",
            ),
            models.CheckConstraint(
                condition=Q(form__in=["docx", "pdf", "html", "text"]), name="papers_starting_paper_form"
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0) & ~Q(sha256=""), name="papers_starting_paper_whole"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, version=None)
                | Q(accepted_at__isnull=False, version__isnull=False),
                name="papers_accepted_into_a_version",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.name

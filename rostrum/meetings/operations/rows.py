"""What all operations of this folder share: writing a row, and noticing that somebody was quicker."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rostrum.refused import Refused

Values = dict[str, Any]


def values_of(row: models.Model, names: Sequence[str]) -> Values:
    """Return a row's values as the audit trail keeps them: text, numbers, days; rows by their name."""
    return {name: plain(getattr(row, name)) for name in names}


def plain(value: Any) -> Any:
    """Return a value that JSON can hold and an officer can read."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return str(value)
    return value


def mark(values: Values) -> str:
    """Return a short mark of what an officer saw, to notice that it has changed since."""
    said = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def require_fresh(values: Values, seen: str | None) -> None:
    """Refuse an edit of values that somebody changed since they were ``seen``; None asks for no check.

    The refusal carries what stands there now (``facts["now"]``), so that the officer can look at both.
    """
    if seen is not None and seen != mark(values):
        raise Refused(
            _(
                "Somebody changed this while you were editing. What you typed is still here; compare it with "
                "what stands there now, and save again to replace it."
            ),
            code="stale",
            now=values,
        )


def write(row: models.Model, values: Mapping[str, Any]) -> None:
    """Put the values into a row and save it. Raises Refused, at its field, for what the model forbids."""
    for name, value in values.items():
        setattr(row, name, value)
    try:
        row.full_clean()
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        field, (reason, *_rest) = next(iter(error.message_dict.items()))
        raise Refused(reason, field="" if field == NON_FIELD_ERRORS else field, code="invalid") from error
    except IntegrityError as error:
        raise Refused(
            _("Somebody entered the same at the same moment. Look at what stands there now."), code="twice"
        ) from error


def address(given: str, title: str, taken: models.QuerySet[Any]) -> str:
    """Return the address for something new: as given, else from its title; refuses one that is taken."""
    slug = given or slugify(title)[:50].strip("-")
    if not slug:
        raise Refused(
            _("Write an address in Latin letters, digits and hyphens; none can be made of this title."),
            field="slug",
            code="invalid",
        )
    if not taken.filter(slug=slug).exists():
        return slug
    if given:
        raise Refused(
            _("“%(slug)s” is taken; choose another address.") % {"slug": slug}, field="slug", code="taken"
        )
    numbered = (f"{slug[:46]}-{number}" for number in range(2, 1000))
    return next(one for one in numbered if not taken.filter(slug=one).exists())

"""The audit trail's vocabulary: every action is known beforehand and reads as a sentence.

A folder registers its actions in its own ``sentences.py``; recording an action that is not registered
is a programming error, so that no entry is ever unreadable.
"""

from django.utils.functional import Promise

_sentences: dict[str, str | Promise] = {}


def register(action: str, sentence: str | Promise) -> str:
    """Make ``action`` known; ``sentence`` may use ``{actor}``, ``{subject}`` and ``{reason}``.

    Returns the action, so that a folder can keep it in a constant.
    """
    known = _sentences.get(action)
    if known is not None and str(known) != str(sentence):
        raise ValueError(f"Two sentences for the action {action!r}.")
    _sentences[action] = sentence
    return action


def sentence_of(action: str) -> str | Promise:
    """Return the sentence of an action; raises KeyError when it is unknown."""
    return _sentences[action]


def actions() -> tuple[str, ...]:
    """Return every known action, sorted."""
    return tuple(sorted(_sentences))

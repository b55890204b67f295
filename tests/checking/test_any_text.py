"""The check of whatever was read: it never fails, however the text ends or is damaged."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rostrum.checking.check import check
from rostrum.reading.read import read_text
from tests.reading import manners


def test_a_name_that_the_text_breaks_off_in():
    paper = "10.00 Opening\nMs. Anna Berg, Director\n11.00 Panel\nMr. Anna Maria Berg, Mayor\nAnna"
    assert isinstance(check(read_text(paper)), list)


@settings(max_examples=60, deadline=None)
@given(manners.papers(), st.integers(0, 2_000), st.text(max_size=30))
def test_a_paper_cut_off_or_spoilt_anywhere(paper, at, spoilt):
    text = manners.write(*paper)
    check(read_text(text[:at] + spoilt + text[at + len(spoilt) :]))
    check(read_text(text[:at]))

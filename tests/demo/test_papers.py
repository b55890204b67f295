"""The programmes of the demonstration, held against the papers as people read them for us."""

import difflib
import json
import re
import unicodedata
from pathlib import Path

import pytest

from rostrum.demo import papers as issued
from rostrum.demo import reading
from rostrum.programme.core.values import Kind

SHARED = next((up / "shared" for up in Path(__file__).parents if (up / "shared/truth").is_dir()), None)
PAPERS = {
    "third-hearing": "000_third-hearing-letter-and-provisional-agenda",
    "second-hearing": "002_second-hearing-letter-agenda-and-information-note",
}
SEEDS = {
    "third-hearing": ["000_third-hearing-letter-and-provisional-agenda", "001_third-hearing-summary"],
    "second-hearing": ["002_second-hearing-letter-agenda-and-information-note"],
    "third-thematic-session": ["003_third-thematic-session-procedural-note"],
    "fifth-hearing": ["004_fifth-hearing-draft-programme"],
}
papers = pytest.mark.skipif(SHARED is None, reason="the papers are not on this machine")


def plain(text):
    """Without accents, case and marks: the papers themselves spell names in more than one way."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", text.replace("&", "and")))


def told(name):
    read = json.loads((SHARED / "truth" / f"{PAPERS[name]}.json").read_text())
    return {(one["day"], one["start"], one["title"]): one for one in read["segments"]}


def ours(name):
    [(_kind, _published, programme), *_later] = reading.versions(name)
    return [one for one in programme if one.kind != Kind.BREAK]


@papers
@pytest.mark.parametrize("name", PAPERS)
def test_every_segment_stands_where_the_paper_puts_it(name):
    def key(day, start, kind, title):
        return str(day), start, kind.replace("_", ""), plain(title)

    read = [key(one["day"], one["start"], one["kind"], one["title"]) for one in told(name).values()]
    typed = [key(one.day, f"{one.start:%H:%M}", one.kind.value, one.title) for one in ours(name)]
    assert typed == read


@papers
@pytest.mark.parametrize("name", PAPERS)
def test_segments_end_when_the_paper_ends_them(name):
    for one, read in zip(ours(name), told(name).values(), strict=True):
        if read["end"]:
            assert f"{one.end:%H:%M}" == read["end"]


@papers
@pytest.mark.parametrize("name", PAPERS)
def test_moderators_and_speakers_are_those_the_paper_names_in_its_order(name):
    for one, read in zip(ours(name), told(name).values(), strict=True):
        assert [plain(who.name) for who in one.moderators] == [plain(who) for who in read["moderators"]]
        named = [who for who in one.speakers if who.name]
        assert [plain(who.name) for who in named] == [plain(who["name"]) for who in read["speakers"]]
        for who, known in zip(named, read["speakers"], strict=True):
            typed = plain(f"{who.function} {who.affiliation}").split()
            missing = (
                set(plain(known["affiliation"]).split()) - set(typed) - {"of", "the", "and", "ambassador"}
            )
            assert not missing, (who, known)


@papers
@pytest.mark.parametrize("name", PAPERS)
def test_there_are_as_many_questions_and_what_is_open_is_open(name):
    for one, read in zip(ours(name), told(name).values(), strict=True):
        assert len(one.questions) == len(read["questions"])
        open_still = any(who.to_be_confirmed for who in (*one.moderators, *one.speakers))
        assert open_still == bool(read.get("tbc"))


@papers
@pytest.mark.parametrize("name", SEEDS)
def test_every_name_is_in_the_paper(name):
    text = plain(" ".join((SHARED / "seeds" / f"{paper}.txt").read_text() for paper in SEEDS[name]))
    # The scan of the second hearing reads some letters wrongly.
    text = text.replace("jiirg", "jurg").replace("rouia", "roula")
    for _kind, _published, programme in reading.versions(name):
        for one in programme:
            for who in (*one.moderators, *one.speakers):
                assert plain(who.name) in text


@papers
@pytest.mark.parametrize("name", SEEDS)
def test_sentences_are_our_own(name):
    """No description or question carries eight words in a row over from a paper."""
    text = " ".join(plain((SHARED / "seeds" / f"{paper}.txt").read_text()) for paper in SEEDS[name]).split()
    for _kind, _published, programme in reading.versions(name):
        for one in programme:
            for sentence in (one.description, *one.questions):
                words = plain(sentence).split()
                match = difflib.SequenceMatcher(None, words, text, autojunk=False)
                found = match.find_longest_match()
                assert found.size < 8, " ".join(words[found.a : found.a + found.size])


@papers
def test_sentences_added_to_the_summary_are_our_own():
    text = " ".join(
        plain((SHARED / "seeds" / f"{paper}.txt").read_text()) for paper in SEEDS["third-hearing"]
    )
    for sentence in issued.SAID.values():
        words = plain(sentence).split()
        found = difflib.SequenceMatcher(None, words, text.split(), autojunk=False).find_longest_match()
        assert found.size < 8, " ".join(words[found.a : found.a + found.size])


def test_the_second_day_of_the_third_session_is_the_meetings_own_and_not_that_of_the_paper():
    [(_kind, _published, programme)] = reading.versions("third-thematic-session")
    assert sorted({str(one.day) for one in programme}) == ["2017-06-19", "2017-06-20"]


def test_what_a_scan_does_not_show_is_left_open():
    [(_kind, _published, programme)] = reading.versions("third-thematic-session")
    speakers = programme.get("panel-2").speakers
    assert all("[…]" in who.function + who.affiliation for who in speakers)
    assert [who.name for who in speakers] == ["", "Raquel Ayora", "Marla Conrad", ""]


def test_the_third_hearing_as_held_names_whom_the_agenda_left_open():
    [(_first, _at, agenda), (_second, _then, held)] = reading.versions("third-hearing")
    for key, count in (("panel-1", 4), ("panel-2", 3)):
        assert [who.name for who in agenda.get(key).speakers] == [""]
        assert len([who.name for who in held.get(key).speakers if who.name]) == count
    assert not any(who.to_be_confirmed for one in held for who in (*one.moderators, *one.speakers))

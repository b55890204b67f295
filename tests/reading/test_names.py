"""Names of persons, with an honorific and without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostrum.reading import names, people
from rostrum.reading.paper import Place

HERE = Place(1, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("by the President, H.E. Mr. Miroslav Lajčák", [("H.E. Mr.", "Miroslav Lajčák")]),
        ("H.E. Mr. Juan José Gómez Camacho, Mexico H.E. Mr. Jürg Lauber, Switzerland", [("H.E. Mr.", "Juan José Gómez Camacho"), ("H.E. Mr.", "Jürg Lauber")]),
        ("by Ambassador William Lacy Swing, Director", [("Ambassador", "William Lacy Swing")]),
        ("Ms.Marla Conrad, Advocacy", [("Ms.", "Marla Conrad")]),
        ("Mr Jeroen VAN DER SLUIJS (University)", [("Mr", "Jeroen VAN DER SLUIJS")]),
        ("Mme Myriam COTTIAS, présidente", [("Mme", "Myriam COTTIAS")]),
        ("Sra. María del Carmen Ruiz de la Peña", [("Sra.", "María del Carmen Ruiz de la Peña")]),
        ("Professeur des Universités", []),
        ("Mr. محمد عبد الله, Embassy", [("Mr.", "محمد عبد الله")]),
        ("Ms. 王 小明 (Beijing)", [("Ms.", "王 小明")]),
    ],
)  # fmt: skip
def test_names_behind_honorifics(text, found):
    assert [(name.honorific, name.name) for name in names.with_honorific(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Coffee Break",
        "Human Rights Council",
        "Amnesty International",
        "Digital Europe",
        "Best Practices",
        "Oxford University",
    ],
)
def test_what_is_no_name(text):
    assert names.bare(text, strict=False) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anna Berg, WTO; Luis Ortega, UNCTAD", ["Anna Berg", "Luis Ortega"]),
        ("Anna Berg and Luis Ortega", ["Anna Berg", "Luis Ortega"]),
        ("Martine Legris (Lille), Karim Belghith (Tunis) & Anna Berg (Oslo)", ["Martine Legris", "Karim Belghith", "Anna Berg"]),
        ("Nils MUIŽNIEKS, Human Rights Commissioner", ["Nils MUIŽNIEKS"]),
        ("Anna Berg, adviser to Mr. Luis Ortega", ["Anna Berg"]),
    ],
)  # fmt: skip
def test_lists_of_people(text, found):
    assert [one.person.name for one in people.people(text, HERE, expected=True)] == found


def test_a_role_in_brackets_makes_a_moderator():
    (one,) = people.people("Anna Berg (Moderator), University of Oslo", HERE, expected=True)
    assert (one.part, one.person.affiliation) == (people.MODERATOR, "University of Oslo")


def test_an_office_may_stand_before_the_name():
    (one,) = people.people("Remarks by the President of the Assembly, H.E. Mr. Peter Thomson", HERE)
    assert one.person.affiliation == "President of the Assembly"


def test_letters_that_no_name_has_are_mended_and_said():
    (one,) = people.people("Ms. RouIa Hamati, Head of Research", HERE)
    assert (one.person.name, one.person.written) == ("Roula Hamati", "RouIa Hamati")


@given(st.text(max_size=120))
def test_no_text_fails(text):
    people.people(text, HERE, expected=True)
    people.people(text, HERE)

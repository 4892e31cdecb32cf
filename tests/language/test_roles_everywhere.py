"""A word for a role is understood wherever a plan may use it: no list of one place lags behind that of another."""

import pytest

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.headings import Kind, kind_of_heading
from cohesion_graph.ingest.who.parties import KnownNames, parties_and_clauses
from cohesion_graph.language import files, labels, notation

KINDS = {"lead": Kind.LEAD, "partner": Kind.PARTNER, "responsible": Kind.RESPONSIBLE}
CODES = {"lead": "lead", "partner": "contribute", "responsible": "responsible"}
ENGLISH = files.files()[0]


def parties(cell):
    found, _ = parties_and_clauses(Words(cell), KnownNames())
    return [(party.words.text, party.role and party.role.value) for party in found]


def spelt(role, *sorts):
    told = [phrase for meaning, sort, phrase in labels.label_phrases(ENGLISH) if meaning == role and sort in sorts]
    return sorted({one for phrase in told for one in notation.spelt_out(phrase)})


def verbs(role):
    return [verb.split() for verb in notation.phrases(ENGLISH["roles"][role]["verbs"])]


@pytest.mark.parametrize("role", KINDS)
def test_every_name_of_a_role_heads_a_column_of_it(role):
    assert {name: kind_of_heading(name) for name in spelt(role, "", "column")} == dict.fromkeys(
        spelt(role, "", "column"), KINDS[role]
    )


@pytest.mark.parametrize("role", KINDS)
def test_every_name_of_a_role_is_a_label_in_a_cell(role):
    cells = {name: parties(f"{name.capitalize()}: Parks Team") for name in spelt(role, "", "column")}
    assert cells == {name: [("Parks Team", CODES[role])] for name in cells}


@pytest.mark.parametrize("role", KINDS)
def test_every_name_of_a_role_gives_it_in_brackets(role):
    cells = {name: parties(f"Parks Team ({name})") for name in spelt(role, "")}
    assert cells == {name: [("Parks Team", CODES[role])] for name in cells}


@pytest.mark.parametrize("role", KINDS)
def test_every_verb_of_a_role_tells_it_in_a_sentence(role):
    for base, third, doing, done in verbs(role):
        assert parties(f"Parks Team to {base}, Police to contribute")[0] == ("Parks Team", CODES[role])
        assert parties(f"Parks Team {doing}; Police")[0] == ("Parks Team", CODES[role])
        assert third == "-" or parties(f"Parks Team {third}; Police")[0] == ("Parks Team", CODES[role])
        assert parties(f"{done.capitalize()} by Parks Team") == [("Parks Team", CODES[role])]

"""Persons' names are told by their forms, in any letter case and order; what only looks like one is left alone."""

import pytest

from cohesion_graph.persons import is_first_name, person_masks


def masked(text):
    return [text[one.start : one.end] for one in person_masks(text)]


@pytest.mark.parametrize(
    "text, name",
    [
        ("CC1\tMap it\tWexbridge, Jane\tYouth Forum", "Wexbridge, Jane"),
        ("lead: WEXBRIDGE, Jane; Police", "WEXBRIDGE, Jane"),
        ("Wexbridge, J. (chair)", "Wexbridge, J."),
        ("Pernette et Sophie AMOUROUS, PSMS", "Sophie AMOUROUS"),
        ("Map it with JANE WEXBRIDGE and others", "JANE WEXBRIDGE"),
        ("ANA LUCIA AMORIM DE BRITO\nDiretora", "ANA LUCIA AMORIM DE BRITO"),
        ("Ask Jane van der Wexbridge now", "Jane van der Wexbridge"),
        ("Antoine du Hamel, présent", "Antoine du Hamel"),
        ("Ask Jane\u00a0Wexbridge now", "Jane\u00a0Wexbridge"),
        ("Ask Jane  Wexbridge now", "Jane  Wexbridge"),
        ("CC1\tJane\nWexbridge\tPolice", "Jane\nWexbridge"),
        ('A1,"Jane\nWexbridge says",', "Jane\nWexbridge"),
        ("Ask J E Wexbridge now", "J E Wexbridge"),
        ("map it with jane wexbridge", "jane wexbridge"),
        ("Ask mrs wexbridge now", "mrs wexbridge"),
        ("ASK MR WEXBRIDGE, NOW", "MR WEXBRIDGE"),
        ("Frau Müller fragen", "Frau Müller"),
        ("demander à Mme Dupont-Moulin", "Mme Dupont-Moulin"),
        ("Rev. Wexbridge, Sir Wexbridge", "Rev. Wexbridge"),
    ],
)
def test_a_name_is_told_by_its_form(text, name):
    assert masked(text)[:1] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "ST JOHN AMBULANCE, St. Mary Parish, SAINT PETER PORT",
        "San Diego County, SAN JUAN CAPISTRANO, São Paulo Prefeitura",
        "CHRISTIAN COMMUNITIES AND MARTIN STREET",
        "JAMES HOUSE, VICTORIA PARK",
        "the grant will mark the day, dean of the school",
        "niet elke keer; marcos legales; um manuel complet; una donna sola",
        "mr and mrs, miss the deadline, pc replacement, PC REPLACEMENT",
        "Section A B Plan, O Plano de Dados, C Language",
        "Manchester, Jane Street; Homes, Jane",
        "Jane\nPlan\nVictoria\nPark",
    ],
)
def test_what_is_no_name_is_left_alone(text):
    assert masked(text) == []


def test_a_first_name_that_is_a_word_as_well_is_none_by_itself():
    assert [is_first_name(word) for word in ("Jane", "JANE", "Grant", "Plan")] == [True, True, False, False]

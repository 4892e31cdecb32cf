"""A plan in French: its words stand in a language file of their own, and no module knows any of them."""

from __future__ import annotations

import pytest
from outline import outline

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.records.headings import kind_of_heading
from cohesion_graph.ingest.when.deadlines import find_deadlines

PLAN = """\
Axe;Titre de l'action;Objectifs;Structure pilote;Partenaires;Personne pilote;Début;Échéance
Axe 1. Santé;Ouvrir la maison;Aider.;Ville de Moulinbourg;Association Jeunesse;Claire Vasseur;01/2026;mars 2026
Axe 2. Ville;Planter des arbres;De l'ombre.;Office du bois;Copilote : École du parc;Luc Ferrand;;31 décembre 2026
"""
READ = """\
# Axe 1. Santé
1 Ouvrir la maison
  lead: Ville de Moulinbourg
  contribute: Association Jeunesse
  by: 01/2026 mars 2026
# Axe 2. Ville
2 Planter des arbres
  lead: Office du bois
  lead: École du parc
  by: 31 décembre 2026
"""


def test_a_table_in_french_is_read_by_its_language_file(tmp_path):
    (tmp_path / "plan.csv").write_text(PLAN, "utf-8")
    assert outline(read_documents([tmp_path / "plan.csv"]).dataset) == READ


@pytest.mark.parametrize(
    "words, kind, date, starts",
    [
        ("31 mars 2026", "fixed", "2026-03-31", None),
        ("1er avril 2026", "fixed", "2026-04-01", None),
        ("DÉCEMBRE 2025", "fixed", "2025-12", None),
        ("Decembre 2025", "fixed", "2025-12", None),  # capitals often stand without accents
        ("fin mars 2026", "fixed", "2026-03", None),
        ("fin 2026", "fixed", "2026", None),
        ("d’ici à 2026", "fixed", "2026", None),
        ("jusqu'en 2027", "fixed", "2027", None),
        ("au plus tard le 30 juin 2026", "fixed", "2026-06-30", None),
        ("entre mars et juin 2026", "fixed", "2026-06", "2026-03"),
        ("de mars à juin 2026", "fixed", "2026-06", "2026-03"),
        ("2ème semestre 2025", "fixed", "2025-Q4", "2025-Q3"),
        ("T1 2026", "fixed", "2026-Q1", None),
        ("automne 2025", "fixed", "2025-23", None),
        ("à partir de septembre 2026", "ongoing", None, "2026-09"),
        ("en continu", "ongoing", None, None),
        ("chaque année", "recurring", None, None),
        ("à définir", "unread", None, None),
    ],
)
def test_dates_in_french_are_read_as_precisely_as_they_are_stated(words, kind, date, starts):
    found = find_deadlines(Words(words))
    told = [(one.deadline.kind.value, one.deadline.date, one.deadline.starts) for one in found]
    assert [tuple(part and str(part) for part in one) for one in told] == [(kind, date, starts)]


@pytest.mark.parametrize(
    "heading, kind",
    [
        # columns of a template that French towns fill in
        ("Sous-axe (x.x)", "goal"),
        ("Titre de la fiche action", "action"),
        ("Indicateurs liés", "milestone"),
        ("Moyens humains et techniques", "resource"),
        ("Direction ou service pilote", "lead"),
        ("Élu·e référent·e", "responsible"),
        ("Budget prévisionnel total € HT", "resource"),
        ("Date de fin", "deadline"),
        ("Notes de suivi", "update"),
        ("Étapes de la fiche action", "milestone"),
        # capitals often stand without accents, the apostrophe is straight or curly
        ("ECHEANCE", "deadline"),
        ("Maître d’ouvrage", "lead"),
        ("N° d'action", "reference"),
        ("Personne pilote", None),  # persons are withheld, not claimed
        # words that mean something else in English
        ("Public Health", None),
        ("Direction of travel", "status"),
    ],
)
def test_headings_in_french_are_understood(heading, kind):
    found = kind_of_heading(heading)
    assert (found and found.value) == kind

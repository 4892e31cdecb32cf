"""Which names are known as a body's by their form, in each language: what tells who, where no heading does."""

from __future__ import annotations

import pytest

from cohesion_graph.ingest.who.well_known import looks_like_body

NAMES = {
    "cy": "Heddlu De Cymru; Ysgolion; Uned Iaith; Parc Cenedlaethol; Menter Iaith",
    "da": "Politiet; Ungeafdelingen; Kommunen; Vejvæsen; Miljøstyrelsen; Erhvervsforeningen",
    "de": "Polizei; Feuerwehr; Bund; Stadtbücherei; Regierungspräsidium; Bezirksamt Mitte; Gemeinderat; Kita-Träger",
    "es": "Policía Local; Bomberos; Área de Urbanismo; Servicios Sociales; Mancomunidad; Asociaciones vecinales",
    "fr": "Police municipale; Gendarmerie; Médiathèque; Maison de quartier; Missions locales; Centre hospitalier",
    "it": "Polizia Locale; Vigili del Fuoco; Protezione civile; Area Tecnica; Scuole; Terzo settore",
    "nl": "Politie; GGD; Woningcorporaties; Wijkteam; Rijkswaterstaat; Kamer van Koophandel; Netbeheerder",
    "pl": "Policja; Szpital; Biblioteka Publiczna; Organizacje pozarządowe; Dom Kultury",
    "pt": "Polícia Municipal; Bombeiros; Escolas; Agrupamento de Escolas; Serviços Municipais",
    "sv": "Polisen; Räddningstjänsten; Kommunen; Tekniska kontoret; HR-avdelningen; Arbetsförmedlingen",
}
TOPICS = {
    "de": "Sprachförderung; Neue Wege; Schulweg; Klimaschutz",
    "es": "Árbol urbano; Movilidad sostenible",
    "fr": "Mobilité douce; Parcours d'accueil; Pistes cyclables",
    "it": "Mobilità dolce; Aree verdi",
    "nl": "Groene daken; Schone lucht",
    "sv": "Grön mobilitet; Trygga vägar",
}


@pytest.mark.parametrize("language", NAMES)
def test_names_of_usual_bodies_are_known_by_their_form(language):
    assert [name for name in NAMES[language].split("; ") if not looks_like_body(name)] == []


@pytest.mark.parametrize("language", TOPICS)
def test_topics_are_no_bodies(language):
    assert [name for name in TOPICS[language].split("; ") if looks_like_body(name)] == []

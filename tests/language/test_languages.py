"""What plans in each language call things, and how they write dates: whole tables, read as a careful person would."""

# ruff: noqa: E501 - tables are checked more easily on few lines

import pytest

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.records.headings import kinds_of_headings
from cohesion_graph.ingest.when.deadlines import find_deadlines
from cohesion_graph.language import files, phrases
from cohesion_graph.persons import person_masks

HEADINGS = {
    "es": """
        Nº: reference; Acciones: action; Descripción de la actividad: action; Compromiso: action; Eje estratégico: goal
        Entidad responsable: responsible; Actores corresponsables: partner; Entidades involucradas: partner; Entidad líder: lead
        Fecha de inicio: start; Fecha de finalización: deadline; Plazo de ejecución: deadline; Cuándo: deadline
        Hitos: milestone; Indicadores: measure; Medios de verificación: measure; Presupuesto: cost; Riesgos: risk
        Porcentaje de avance: status; Observaciones: note; Correo electrónico: contact""",
    "pt": """
        Ação: action; Nome da Ação: action; Iniciativas: action; Objetivo estratégico: goal; Eixo: goal; Marco: milestone
        Unidade responsável: responsible; Órgãos envolvidos: partner; Parceiros: partner; Coordenação: lead
        Data de início: start; Período previsto: deadline; Prazo para abertura: deadline; Previsão de conclusão: deadline
        Metas: measure; Situação: status; Observações: note; Recursos: cost; Descrição: description""",
    "de": """
        Lfd. Nr.: reference; Maßnahmen: action; Massnahme: action; Titel der Maßnahme: action; Handlungsfeld: goal; Ziel: goal
        Verantwortlich: responsible; Verantwortliche Stelle: responsible; Zuständigkeit: responsible; Wer?: responsible
        Federführung: lead; Projektleitung: lead; Beteiligte: partner; Weitere Akteure: partner; Nächste Schritte: milestone
        Bis wann?: deadline; Frist: deadline; Umsetzungszeitraum: deadline; Beginn: start; Umsetzungsstand: status
        Messbarkeit: measure; Kosten: cost; Anmerkung: note; Ansprechpartner: contact; Zielgruppe: risk""",
    "nl": """
        Actie: action; Maatregelen: action; Wat gaan we doen?: action; Doelstelling: goal; Thema: goal; Mijlpalen: milestone
        Trekker: lead; Bestuurlijk trekker: lead; Verantwoordelijke: responsible; Wie: responsible; Betrokken partijen: partner
        Einddatum: deadline; Wanneer: deadline; Planning: deadline; Startdatum: start; Stand van zaken: status
        Resultaat: measure; Kosten: cost; Toelichting: description; Contactpersoon: contact""",
    "cy": """
        Camau gweithredu: action; Ymrwymiad: action; Amcanion: goal; Blaenoriaeth: goal; Cerrig milltir: milestone
        Swyddog Arweiniol: lead; Cyfrifoldeb: responsible; Pwy: responsible; Partneriaid: partner; Erbyn pryd: deadline
        Dyddiad cwblhau: deadline; Amserlen: deadline; Dyddiad dechrau: start; Statws: status; Diweddariad: note
        Mesur llwyddiant: measure; Adnoddau: cost; Disgrifiad: description""",
    "it": """
        Azioni: action; Linea di azione: action; Intervento: action; Titolo dell'intervento: action; Obiettivo strategico: goal
        Soggetto responsabile: responsible; Ente attuatore: responsible; Capofila: lead; Soggetti coinvolti: partner
        Scadenza: deadline; Data fine: deadline; Tempi di realizzazione: deadline; Data di inizio: start; Entro: deadline
        Indicatori di risultato: measure; Stato di attuazione: status; Risorse: cost; Descrizione: description""",
    "sv": """
        Åtgärd: action; Aktivitet: action; Insatser: action; Fokusområde: goal; Mål: goal; Milstolpar: milestone
        Ansvarig: responsible; Ansvarig nämnd: responsible; Vem: responsible; Samverkan: partner; Samordnare: lead
        Tidplan: deadline; När: deadline; Klart senast: deadline; Startdatum: start; Nyckeltal: measure
        Lägesrapport: note; Kostnad: cost; Beskrivning: description; Kontaktperson: contact""",
    "pl": """
        Lp.: reference; Działanie: action; Nazwa zadania: action; Przedsięwzięcie: action; Cel operacyjny: goal; Obszar: goal
        Podmiot odpowiedzialny: responsible; Realizator: responsible; Jednostka koordynująca: lead; Partnerzy: partner
        Termin realizacji: deadline; Data zakończenia: deadline; Data rozpoczęcia: start; Etapy: milestone; Wskaźniki: measure
        Stan realizacji: status; Uwagi: note; Koszty: cost; Źródło finansowania: cost; Opis: description; Kontakt: contact""",
}
"""What a heading means, language by language."""

ENGLISH = """
    Data: deadline; Data needed: -; Supporting data: -; Data source: measure; Media plan: -; Local plan: -; Chair: lead
    Arts team: responsible; Art: -; Die: -; Door: -; Final date: deadline; Lead time: -; Unit cost: cost; Title: title"""
"""Words that other languages have as well, in headings of English plans."""

NUMBERED = {
    "action": "Acción, Compromiso, Ação, Maßnahme, Massnahme, Actie, Maatregel, Cam gweithredu, Linea di azione, Impegno, Åtgärd, Insats, Zadanie, Działanie",
    "goal": "Eje, Línea estratégica, Eixo, Handlungsfeld, Speerpunt, Amcan, Asse, Obiettivo, Fokusområde, Obszar",
    "milestone": "Hito, Marco, Meilenstein, Mijlpaal, Carreg filltir, Tappa, Etap",
    "other": "Tabla, Anexo, Abbildung, Bijlage, Atodiad, Allegato, Załącznik",
}
STATUSES = {
    "not-started": "No iniciada, Não iniciado, nicht begonnen, nog niet gestart, heb ddechrau, da avviare, ej påbörjad, nie rozpoczęto",
    "in-progress": "En ejecución, Em andamento, in Umsetzung, in uitvoering, ar waith, in corso, pågår, w trakcie realizacji",
    "complete": "Cumplido, Concluída, abgeschlossen, afgerond, cwblhawyd, completata, genomförd, zakończono",
    "delayed": "Retrasada, Atrasado, verzögert, vertraagd, hwyr, in ritardo, försenad, opóźnione",
    "": "Rojo, Amarelo, Grün, Oranje, Melyn, Rosso, Żółty",
}
NOTHING = "No aplica, Ninguna, Não se aplica, entfällt, keine, n.v.t., geen, amherthnasol, nessuno, non applicabile, nie dotyczy, brak"

DATES = {
    "es": """
        31 de diciembre de 2026: 2026-12-31; hasta el 31 de diciembre del 2026: 2026-12-31; antes del 1 de mayo de 2026: 2026-05-01?
        Dic. 2026: 2026-12; enero a marzo de 2026: 2026-01 to 2026-03; 2024 a 2027: 2024 to 2027; finales de 2026: 2026
        mediados de 2026: 2026?; primer trimestre de 2026: 2026-Q1?; 2º semestre de 2026: 2026-Q3 to 2026-Q4; verano de 2026: 2026-22
        permanente: ongoing; a partir de 2026: ongoing from 2026; anual: P1Y; cada dos años: P2Y; por definir: unread?
        corto plazo: unread?; en curso: unread?""",
    "pt": """
        31 de dezembro de 2026: 2026-12-31; 1º de janeiro de 2026: 2026-01-01; até dezembro/2026: 2026-12; out/25: 2025-10; set. 2025: 2025-09
        julho a dezembro de 2026: 2026-07 to 2026-12; até o final de 2026: 2026; início de 2026: 2026?; 2º semestre de 2026: 2026-Q3 to 2026-Q4
        contínuo: ongoing; mensal: P1M; a definir: unread?""",
    "de": """
        31. Dezember 2026: 2026-12-31; bis 31.12.2026: 2026-12-31; bis zum 1. März 2026: 2026-03-01; bis Ende 2026: 2026; Anfang 2026: 2026?
        1. April 2026: 2026-04-01?; 30. April 2026: 2026-04-30; 1. Quartal 2026: 2026-Q1?; 2. Halbjahr 2026: 2026-Q3 to 2026-Q4
        spätestens bis Juni 2026: 2026-06; 2024 bis 2027: 2024 to 2027; ab 2026: ongoing from 2026; laufend: ongoing; jährlich: P1Y
        Frühjahr 2026: 2026-21; im Jahr 2026: 2026; innerhalb von 6 Monaten: within P6M?; kurzfristig: unread?; KW 12 2026: unread?""",
    "nl": """
        31 december 2026: 2026-12-31; uiterlijk 1 juli 2026: 2026-07-01; vóór 1 juli 2026: 2026-07-01?; eind 2026: 2026; medio 2026: 2026?
        eerste kwartaal 2026: 2026-Q1?; tweede helft 2026: 2026-Q3 to 2026-Q4; 2024 t/m 2027: 2024 to 2027; najaar 2026: 2026-23
        vanaf 2026: ongoing from 2026; doorlopend: ongoing; jaarlijks: P1Y; nader te bepalen: unread?; Medio December: unread?""",
    "cy": """
        31 Rhagfyr 2026: 2026-12-31; 31ain Mawrth 2026: 2026-03-31; erbyn mis Mawrth 2026: 2026-03; erbyn diwedd 2026: 2026
        Ebrill 2025 - Mawrth 2026: 2025-04 to 2026-03; Haf 2026: 2026-22; Parhaus: ongoing; yn flynyddol: P1Y; tymor byr: unread?""",
    "it": """
        entro il 31 dicembre 2026: 2026-12-31; 1° gennaio 2026: 2026-01-01; Dicembre 2020: 2020-12; entro la fine del 2026: 2026; metà 2026: 2026?
        I trimestre 2026: 2026-Q1?; secondo semestre del 2026: 2026-Q3 to 2026-Q4; gennaio - giugno 2026: 2026-01 to 2026-06
        a partire da gennaio 2026: ongoing from 2026-01; annuale: P1Y; ogni due anni: P2Y; da definire: unread?; entro 6 mesi: within P6M?""",
    "sv": """
        31 december 2026: 2026-12-31; senast 1 juli 2026: 2026-07-01; före 1 juli 2026: 2026-07-01?; i slutet av 2026: 2026
        hösten 2026: 2026-23; maj 2026: 2026-05; 2024 till 2027: 2024 to 2027; kvartal 2 2026: 2026-Q2?
        löpande: ongoing; årligen: P1Y; halvårsvis: P6M; ej fastställt: unread?; på kort sikt: unread?""",
    "pl": """
        31 grudnia 2026: 2026-12-31; do 31 marca 2026 r.: 2026-03-31; najpóźniej do 1 lipca 2026: 2026-07-01; grudzień 2026: 2026-12
        do końca 2026: 2026; III kwartał 2026: 2026-Q3?; II półrocze 2026: 2026-Q3 to 2026-Q4; wiosna 2026: 2026-21
        od 2026: ongoing from 2026; na bieżąco: ongoing; corocznie: P1Y; kwartalnie: P3M; do ustalenia: unread?""",
    "en": """
        in the middle of 2026: 2026?; 1. March 2026: 2026-03; no 2026: unread?; Set 25 targets: unread?; due year 2: unread?""",
}
"""How a deadline is read: its date or interval; "?" behind what is doubted."""


def table(text):
    pairs = (entry.rsplit(":", 1) for line in text.strip().splitlines() for entry in line.split(";"))
    return {words.strip(): meaning.strip() for words, meaning in pairs}


def listed(table):
    return {words: meaning for meaning, text in table.items() for words in text.split(", ")}


def said(words):
    (found,) = find_deadlines(Words(words))
    deadline = found.deadline
    kind = deadline.kind.value
    reading = {
        "fixed": f"{deadline.starts} to {deadline.date}" if deadline.starts else str(deadline.date),
        "ongoing": f"ongoing from {deadline.starts}" if deadline.starts else "ongoing",
        "recurring": str(deadline.every),
        "relative": f"within {deadline.within}",
    }.get(kind, kind)
    return reading + "?" * bool(found.doubt)


@pytest.mark.parametrize("language", HEADINGS)
def test_a_heading_is_understood(language):
    expected = table(HEADINGS[language])
    assert {words: phrases.role_of(words) for words in expected} == expected


def test_a_heading_in_english_means_what_it_means_in_english():
    expected = table(ENGLISH)
    assert {words: phrases.role_of(words) or "-" for words in expected} == expected


def test_a_number_tells_by_the_word_before_it_what_it_counts():
    assert {words: phrases.called(words) for words in listed(NUMBERED)} == listed(NUMBERED)


def test_a_status_is_understood():
    assert {words: phrases.status_of(words) for words in listed(STATUSES)} == listed(STATUSES)


def test_words_for_nothing_say_nothing():
    assert [words for words in NOTHING.split(", ") if not phrases.says_nothing(words)] == []


@pytest.mark.parametrize("name", ["María Gómez", "Joao Conceição", "Jürgen Müller", "Siân Öberg"])
def test_a_persons_name_is_told_with_accents_or_without(name):
    text = f"Responsable: {name}, Marco Normativo, Julio Diciembre"
    assert [text[mask.start : mask.end] for mask in person_masks(text)] == [name]


def test_beside_goals_a_title_is_that_of_the_action():
    headings = {"Ziel": "goal", "Kürzel": "reference", "Titel": "action", "Jahr_Ende": "deadline", "Kosten": "resource"}
    assert [kind.value for kind in kinds_of_headings(list(headings))] == list(headings.values())


@pytest.mark.parametrize("language", DATES)
def test_a_date_is_read_exactly_or_doubted(language):
    expected = table(DATES[language])
    assert {words: said(words) for words in expected} == expected


@pytest.mark.parametrize("language", files.files(), ids=lambda language: language["language"])
def test_a_language_file_has_no_part_that_english_has_not(language):
    english = files.files()[0]
    allowed = {"elisions"}
    for path in [
        [],
        ["labels"],
        ["persons"],
        ["when"],
        ["when", "undated"],
        ["when", "repeated"],
        ["small"],
        ["statuses"],
    ]:
        theirs, ours = language, english
        for name in path:
            theirs, ours = theirs.get(name, {}), ours[name]
        assert set(theirs) - set(ours) - allowed == set()


@pytest.mark.parametrize(
    "name",
    [
        *("Nkechi Adebayo", "Sunniva Hauksdottir", "Gurpreet Gill", "Agnieszka Nowak", "Siobhan Keane", "Abdul Karim"),
        *("Martha Wexbridge", "Harold Thornquist", "Ioana Dragomir", "Thuy Tran", "Hodan Warsame", "Beatrice Oxlade"),
    ],
)
def test_first_names_of_many_origins_give_a_person_away_in_prose(name):
    """What stands around tells nothing here: no post, no heading, no title."""
    text = f"The wall is painted and {name} has seen it."
    assert [text[one.start : one.end] for one in person_masks(text)] == [name]


@pytest.mark.parametrize(
    "body",
    [
        *("Preston City Council", "Morgan Sindall", "Lincoln Road", "Essex Police", "Milton Keynes", "Kenan Fellows"),
        *(
            "Bright Futures",
            "Kata Containers",
            "Chelsea Football Club",
            "Trent Valley",
            "Stanley Park",
            "Brent Housing",
        ),
    ],
)
def test_places_and_bodies_are_nobodys_first_name(body):
    assert person_masks(f"Work with {body} on this.") == []

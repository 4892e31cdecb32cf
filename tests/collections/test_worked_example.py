"""The worked example: the plans of two councils, the second read by the program and reviewed, as one collection."""

import re
import shutil
from pathlib import Path

import pytest

import cohesion_graph
from cohesion_graph.collections.asking import ask
from cohesion_graph.collections.changing import refresh
from cohesion_graph.collections.checking import check
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.ingest import read_documents
from cohesion_graph.model.claims import Responsibility, Timing

DATA = Path(__file__).parents[2] / "data"
DOCUMENT = DATA / "trento" / "sources" / "agenda-digitale.md"
UNITS = re.compile(r"Comune \([^)]*\)")
"""The council with the departments that act for it."""


@pytest.fixture(scope="module")
def trento():
    return cohesion_graph.load(DATA / "trento")


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    """The example as somebody has it who just got the files: no tables are built yet."""
    place = tmp_path_factory.mktemp("example")
    shutil.copytree(DATA, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("tables", "built-from.json"))
    refresh(place / "collection")
    return place / "collection"


def test_the_reader_reads_the_second_plan_as_its_dataset_keeps_it():
    kept = read_dataset(DATA / "trento", withhold=False)

    assert read_documents([DOCUMENT]).dataset.readings[0].claims == kept.readings[0].claims


def test_each_line_of_action_has_the_actors_and_times_that_its_chapter_prints(trento):
    printed = {}
    for chapter in re.split(r"^#### ", DOCUMENT.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        labels = dict(re.findall(r"^\*\*(Tempi|Attori)\*\*\n\n(.*)$", chapter, re.MULTILINE))
        if labels:
            actors = UNITS.sub("Comune", labels["Attori"]).replace(" e Attori", ", Attori").split(", ")
            printed[chapter.partition(" ")[0]] = (sorted(actors), labels["Tempi"])

    read = {}
    for action in trento.dataset.actions:
        claims = trento.dataset.claims_about(action, Responsibility)
        (timing,) = trento.dataset.claims_about(action, Timing)
        read[action] = (sorted(trento.dataset.bodies[one.party].name for one in claims), timing.stated)

    assert read == printed
    assert len(read) == 19


def test_the_second_plan_is_reviewed_and_says_by_whose_licence_it_is_here(trento):
    head = trento.dataset.licence
    assert head.url == "https://creativecommons.org/licenses/by/3.0/"
    assert "Comune di Trento" in head.statement
    assert [one for one in trento.dataset.doubts if one not in trento.dataset.settlements] == []
    assert {one.action for one in trento.dataset.editorial.sample} == set(trento.dataset.actions)
    source = trento.dataset.sources[0]
    assert [set(source.text[mask.start : mask.end]) for mask in source.masks] == [{"█", " "}] * 2


def test_the_collection_is_as_its_files_say_and_shows_how_the_plans_differ(collection):
    assert (collection / "collection.yaml").read_bytes() == (DATA / "collection" / "collection.yaml").read_bytes()
    assert [row[:2] for row in check(collection)] == [
        ("stockton-on-tees/stockton", "in-order"),
        ("trento/agenda-digitale", "in-order"),
    ]
    roles, languages = {}, {}
    for row in ask(collection, "contributions").to_records():
        roles.setdefault(row["authority"], set()).add(row["role"])
    assert roles == {
        "Comune di Trento": {"responsible"},
        "Stockton-on-Tees Borough Council": {"contribute", "lead", "responsible"},
    }
    for folder in ("stockton", "trento"):
        languages[folder] = read_dataset(DATA / folder).language
    assert languages == {"stockton": "en-GB", "trento": "it"}


def test_a_council_is_found_by_its_code_and_the_province_of_the_same_name_is_another_body(collection):
    by_code = ask(collection, "contributions", party="E06000004").to_records()
    assert {(row["dataset"], row["body"]) for row in by_code} == {
        ("stockton-on-tees/stockton", "stockton-on-tees-borough-council")
    }
    trento = {row["party_id"] for row in ask(collection, "contributions", party="Comune di Trento").to_records()}
    assert trento == {"comune"}

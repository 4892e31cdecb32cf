"""A dataset folder is read, or refused with every problem, its place and its cure."""

import re

import pytest
import yaml

from cohesion_graph.errors import DatasetProblems
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.folder.storage import LARGEST
from cohesion_graph.folder.yaml_text import parse


def change(path, old, new, count=1):
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, count).encode("utf-8"))


def problems(folder):
    with pytest.raises(DatasetProblems) as caught:
        read_dataset(folder)
    return [str(problem) for problem in caught.value.problems]


def test_the_two_shipped_texts_are_read_without_a_problem(stockton):
    dataset = stockton.dataset

    assert [source.id for source in dataset.sources] == ["borough-plan", "safer-stockton-extract"]
    assert len(dataset.actions) == 32


def test_one_changed_character_of_a_source_is_refused_with_file_place_and_cure(stockton_folder):
    change(stockton_folder / "sources" / "borough-plan.txt", "Renaissance", "Renaissence")

    found = problems(stockton_folder)

    digest = next(one for one in found if "sha256" in one)
    assert re.match(
        r"dataset\.yaml:\d+ sources\[0\]\.sha256: sources/borough-plan\.txt has the digest [0-9a-f]{64}", digest
    )
    assert "put the original back" in digest
    quotation = next(one for one in found if "Renaissence" in one)
    assert quotation.startswith("claims/borough-plan.yaml:")


def test_one_changed_offset_is_refused_and_the_right_one_is_told(marlbeck_folder):
    change(marlbeck_folder / "claims" / "together-plan.yaml", "{start: 117, end: 153,", "{start: 118, end: 153,")

    (told,) = problems(marlbeck_folder)
    assert told == (
        "claims/together-plan.yaml:11 items[0].wordings[0].evidence[1]: "
        "together-plan has 'ap the community groups of Marlbeck' at 118-153\n"
        "  Expected: the quoted words 'Map the community groups of Marlbeck'\n"
        "  The words stand at 117-153: write these offsets."
    )


def test_one_changed_slug_is_refused_and_the_near_one_is_suggested(marlbeck_folder):
    change(marlbeck_folder / "claims" / "voices-extract.yaml", "party: voices-network", "party: voice-network")

    found = problems(marlbeck_folder)

    assert len(found) == 1
    assert re.fullmatch(
        r"claims/voices-extract\.yaml:\d+ items\[0\]\.responsibilities\[2\]\.party: "
        r"'voice-network' is not the id of any body\n  Expected: the id of a body\n  Did you mean 'voices-network'\?",
        found[0],
    )


def test_all_problems_of_all_files_are_told_at_once(marlbeck_folder):
    change(marlbeck_folder / "claims" / "together-plan.yaml", "date: 2025-Q2", "date: 2008-13")
    change(marlbeck_folder / "claims" / "voices-extract.yaml", "role: lead", "role: leads")
    change(marlbeck_folder / "register.yaml", "kind: network", "kind: netwrok")
    change(marlbeck_folder / "dataset.yaml", "publisher:", "publsher:")
    change(marlbeck_folder / "editorial.yaml", "A4/tension-group-formed", "A4/tension-group")

    found = problems(marlbeck_folder)

    assert [one.split(": ")[0].split(":")[0] for one in found] == [
        "claims/together-plan.yaml",
        "claims/voices-extract.yaml",
        "dataset.yaml",
        "editorial.yaml",
        "register.yaml",
    ]
    assert "'2008-13' is not a date of the calendar" in found[0]
    assert "Expected: 'lead', 'contribute' or 'responsible'" in found[1]
    assert "Did you mean 'publisher'?" in found[2]


@pytest.mark.parametrize(
    "file, old, new, told",
    [
        ("register.yaml", "- id: tension-group\n", "- id: voices-network\n", "two bodies have the id 'voices-network'"),
        ("register.yaml", "- id: area-agreement\n", "- id: tension-group\n", "is the id of a body as well"),
        ("register.yaml", "- ref: A6", "- ref: A5", "two actions have the reference 'A5'"),
        ("register.yaml", "part_of: area-agreement", "part_of: area-agreement-monitoring", "is part of itself"),
        ("claims/together-plan.yaml", "- item: A3", "- item: A1", "the item 'A1' again"),
        ("claims/together-plan.yaml", "- n: 2\n", "- n: 1\n", "have the id"),
        ("claims/together-plan.yaml", "source: together-plan", "source: other-plan", "'other-plan'"),
        ("claims/together-plan.yaml", "presented_as: action", "presented_as: milestone", "'milestone' for 'A1'"),
        ("claims/together-plan.yaml", "target: A6", "target: A5", "hangs on itself"),
        ("claims/together-plan.yaml", "  timings:", "  timing:", "Did you mean 'timings'?"),
        ("claims/together-plan.yaml", "basis: column-heading", "basis: guessed", "'guessed'"),
        ("dataset.yaml", "base: https://example.org/", "base: https://example.org", "an address that ends in '/'"),
        ("dataset.yaml", "area: E99000001", "area: Marlbeck", "'Marlbeck'"),
        (
            "dataset.yaml",
            "file: sources/together-plan.txt",
            "file: ../marlbeck/dataset.yaml",
            "inside the dataset folder",
        ),
        (
            "dataset.yaml",
            "file: sources/together-plan.txt",
            "file: sources/gone.txt",
            "there is no file sources/gone.txt",
        ),
        (
            "dataset.yaml",
            "extract_of: together-plan",
            "extract_of: whole-plan",
            "'whole-plan' is not the id of any source",
        ),
        ("dataset.yaml", "title: Marlbeck Together Plan (an", "title: !!python/object:os.system (an", "a tag"),
        ("dataset.yaml", "title: Marlbeck Together Plan (an", "title: &name Together (an", "an anchor, &name"),
        ("dataset.yaml", "id: marlbeck\n", "id: marlbeck\nid: marlbeck\n", "the key 'id' a second time"),
        ("dataset.yaml", "id: marlbeck\n", "id: [marlbeck\n", "the YAML cannot be read"),
        ("editorial.yaml", "basis: inferred-by-analyst", "basis: stated", "'stated' among a person's links"),
    ],
)
def test_each_mistake_is_told_in_words(marlbeck_folder, file, old, new, told):
    change(marlbeck_folder / file, old, new)

    assert told in "\n".join(problems(marlbeck_folder))


def test_an_alias_is_refused_so_that_no_text_can_explode(marlbeck_folder):
    (marlbeck_folder / "editorial.yaml").write_text("same_items: *everything\n")

    assert problems(marlbeck_folder)[0].startswith("editorial.yaml:1: an alias, *everything")


@pytest.mark.parametrize("text", ["links: " + "[" * 100_000, "links:\n" + "- " * 50, "links: " + "{a: " * 5_000])
def test_deeply_nested_values_are_refused(marlbeck_folder, text):
    """By us, or by a libyaml that looks ahead and counts for itself: the words are ours."""
    (marlbeck_folder / "editorial.yaml").write_text(text)

    assert "values nested more than 20 deep" in problems(marlbeck_folder)[0]


def test_what_the_parser_itself_finds_too_deep_is_told_in_the_same_words(monkeypatch):
    def refused(*_, **__):
        mark = yaml.Mark("editorial.yaml", 0, 6, 0, None, None)
        raise yaml.scanner.ScannerError("while increasing flow level", mark, "exceeded maximum nesting depth", mark)

    monkeypatch.setattr(yaml, "CSafeLoader", refused)

    parsed, (problem,) = parse("links: []", "editorial.yaml")

    assert (parsed, problem.line, problem.found) == (None, 7, "values nested more than 20 deep")


@pytest.mark.parametrize(
    "file", ["dataset.yaml", "register.yaml", "claims/voices-extract.yaml", "sources/together-plan.txt"]
)
def test_a_missing_file_is_named(marlbeck_folder, file):
    (marlbeck_folder / file).unlink()

    assert f"there is no file {file}" in "\n".join(problems(marlbeck_folder))


def test_a_missing_folder_is_named(tmp_path):
    assert "there is no such folder" in problems(tmp_path / "nowhere")[0]


@pytest.mark.parametrize("file", ["register.yaml", "sources/together-plan.txt"])
def test_another_encoding_than_utf8_is_told_with_its_line(marlbeck_folder, file):
    path = marlbeck_folder / file
    path.write_bytes(b"first line\n" + "naïve".encode("cp1252") + b"\n")

    assert f"{file}:2: the byte 0xef is not UTF-8" in "\n".join(problems(marlbeck_folder))


def test_a_huge_file_is_refused_unread(marlbeck_folder):
    with (marlbeck_folder / "sources" / "together-plan.txt").open("wb") as file:
        file.truncate(100 * 1024 * 1024)

    assert f"Expected: at most {LARGEST:,}" in "\n".join(problems(marlbeck_folder))


def test_a_link_out_of_the_folder_is_refused(marlbeck_folder, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    source = marlbeck_folder / "sources" / "together-plan.txt"
    source.unlink()
    source.symlink_to(secret)

    assert "leads out of the folder" in "\n".join(problems(marlbeck_folder))


def test_claims_of_a_source_that_is_not_listed_are_told(marlbeck_folder):
    (marlbeck_folder / "claims" / "third.yaml").write_text("source: third\nitems: []\n")

    assert "claims of a source that dataset.yaml does not list" in problems(marlbeck_folder)[0]


def test_a_claim_without_a_number_gets_the_first_free_one(marlbeck_folder):
    change(marlbeck_folder / "claims" / "voices-extract.yaml", "  - n: 2\n    party", "  - party")

    dataset = read_dataset(marlbeck_folder)

    assert "A2/claim/voices-extract/responsibility/2" in dataset.claims


def test_text_that_looks_like_other_things_stays_text(marlbeck_folder):
    change(marlbeck_folder / "register.yaml", "name: Tension Group", "name: no")
    change(marlbeck_folder / "register.yaml", "name: Voices Network", "name: 007")

    dataset = read_dataset(marlbeck_folder)

    assert (dataset.bodies["tension-group"].name, dataset.bodies["voices-network"].name) == ("no", "007")


def test_a_source_that_cannot_be_read_is_told_alone_and_not_with_all_that_refers_to_it(marlbeck_folder):
    source = marlbeck_folder / "sources" / "together-plan.txt"
    source.unlink()
    source.symlink_to("together-plan.txt")  # a link to itself

    assert problems(marlbeck_folder) == [
        (
            "sources/together-plan.txt: there is no file sources/together-plan.txt\n"
            "  Expected: the file\n"
            "  Put it there, or correct the path."
        )
    ]


def test_claims_that_cannot_be_read_are_told_alone_and_not_with_the_judgements_about_them(marlbeck_folder):
    (marlbeck_folder / "claims" / "together-plan.yaml").write_text("")

    assert problems(marlbeck_folder) == [
        (
            "claims/together-plan.yaml:1: the file holds no fields\n"
            "  Expected: 'name: value' lines\n"
            "  See the shipped dataset."
        )
    ]


@pytest.mark.parametrize(
    "name, found",
    [
        ("nowhere", "there is no such folder"),
        ("letter.txt", "it is a file, no folder"),
        ("empty", "there is no file dataset.yaml in it"),
    ],
)
def test_what_is_no_dataset_is_told_with_how_to_make_one(tmp_path, name, found):
    (tmp_path / "letter.txt").write_text("mine")
    (tmp_path / "empty").mkdir()

    assert problems(tmp_path / name) == [
        (
            f"{tmp_path / name}: {found}\n"
            "  Expected: a dataset folder\n"
            "  Name a folder that holds a dataset.yaml, or make one from documents: cohesion-graph read."
        )
    ]

"""A person's word on which records are the actions: another set, a map, one taught example."""

from __future__ import annotations

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st
from outline import outline
from papers import write_text

from cohesion_graph.cli import main
from cohesion_graph.errors import BadParameter
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.mining.overruling import Overruling, read_map
from cohesion_graph.ingest.mining.parting import Parting

WINTER = """Winter plan

Check every gritter <Depot | October 2027>

Fill the salt barn <Highways Team | November 2027>

Print the route maps <Press Office | November 2027>
"""
PLAN_BESIDE_A_LIST = """# Harbour plan

### Action 1: Mend the quay

Lead: Works Office

### Action 2: Light the pier

Lead: Lights Office

## Things to buy

- Buy forty lamps
- Buy nine ladders
- Buy a crane
"""


def read(path, **said):
    return read_documents([path], said={"": Overruling(**said)} if said else None)


def test_one_example_says_how_title_lead_and_date_stand_in_every_entry(tmp_path):
    path = write_text(tmp_path / "winter.txt", WINTER)
    draft = read(path, like="Check every gritter", lead="Depot", by="October 2027")
    assert outline(draft.dataset) == (
        "# Winter plan\n"
        "1 Check every gritter\n  lead: Depot\n  by: October 2027\n"
        "2 Fill the salt barn\n  lead: Highways Team\n  by: November 2027\n"
        "3 Print the route maps\n  lead: Press Office\n  by: November 2027\n"
    )


def test_what_else_repeats_is_told_with_its_number_and_taken_by_it(tmp_path):
    path = write_text(tmp_path / "plan.md", PLAN_BESIDE_A_LIST)
    told = [line for line in read(path).summary.splitlines() if "not taken" in line]
    assert told == ["  not taken: 3 list entries, the first 'Buy forty lamps'; to take them: --records 4"]
    assert "Mend the quay" in outline(read(path).dataset)
    assert outline(read(path, records=4).dataset).splitlines()[1] == "1 Buy forty lamps"


def test_a_number_of_no_set_is_refused(tmp_path):
    path = write_text(tmp_path / "plan.md", PLAN_BESIDE_A_LIST)
    with pytest.raises(BadParameter, match="there is no set 99"):
        read(path, records=99)


def test_an_example_that_stands_nowhere_is_refused(tmp_path):
    path = write_text(tmp_path / "plan.md", PLAN_BESIDE_A_LIST)
    with pytest.raises(BadParameter, match="no record holds the words 'Paint the town'"):
        read(path, like="Paint the town")


def test_a_map_that_read_wrote_gives_the_same_reading_and_a_changed_one_another(tmp_path):
    path = write_text(tmp_path / "winter.txt", WINTER)
    taught = read(path, like="Check every gritter", lead="Depot", by="October 2027")
    text = taught.documents["map.yaml"].decode()
    again = read_documents([path], said=read_map(yaml.safe_load(text), "map.yaml"))
    assert outline(again.dataset) == outline(taught.dataset)

    changed = yaml.safe_load(text)
    changed["winter.txt"]["columns"]["#who"] = "partner"
    other = read_documents([path], said=read_map(changed, "map.yaml"))
    assert "  contribute: Depot\n" in outline(other.dataset)


@pytest.mark.parametrize(
    "text, told",
    [
        ("plan.csv: {columns: {lead: boss}}", "'lead' is 'boss', which is none of: action"),
        ("plan.csv: {columns: {lead: lead}, pattern: '(a+)+$'}", "a field 'pattern', which is none of: columns, "),
        ("plan.csv: {columns: {lead: lead}, name: [a]}", "map.yaml: plan.csv: name is no text"),
        ("plan.csv: {records: rows}", "'plan.csv' has no columns"),
        ("- a", "it maps no document"),
        ("a: [", "map.yaml:2: the YAML cannot be read"),
        ("a: &a [*a]", "map.yaml:1: an anchor, &a"),
        ("a: !!python/object:os.system {}", "which asks for an object to be made"),
        ("[" * 50, "values nested more than 20 deep"),
    ],
)
def test_a_map_with_mistakes_or_tricks_is_refused_in_words(text, told, tmp_path):
    (tmp_path / "map.yaml").write_text(text, "utf-8")
    arguments = ["read", str(write_text(tmp_path / "winter.txt", WINTER)), "-o", str(tmp_path / "made")]
    done = CliRunner().invoke(main, [*arguments, "--map", str(tmp_path / "map.yaml")])
    assert (done.exit_code, told in done.stderr) == (2, True), done.stderr


NAMED = """Winter plan

Check every gritter for Jane Wexbridge <Depot | October 2027>

Fill the salt barn for Jane Wexbridge <Highways Team | November 2027>

Print the route maps for Jane Wexbridge <Press Office | November 2027>
"""


def test_a_map_holds_no_persons_name_and_means_the_same(tmp_path):
    path = write_text(tmp_path / "winter.txt", NAMED)
    taught = read(path, like="Check every gritter", lead="Depot", by="October 2027")
    text = taught.documents["map.yaml"].decode()
    assert "parts: '{title} for ████ █████████ <{lead}'" in text
    assert "exbridge" not in text
    again = read_documents([path], said=read_map(yaml.safe_load(text), "map.yaml"))
    assert outline(again.dataset) == outline(taught.dataset)


def test_a_column_called_after_a_person_is_found_by_its_covered_name(tmp_path):
    rows = "".join(f"\n| {number} | Mend gate {number} | Works Office | 2027 |" for number in range(1, 7))
    path = write_text(
        tmp_path / "p.md", f"# Gates\n\n| No | Jane Wexbridge's list | Bob | When |\n|--|--|--|--|{rows}\n"
    )
    said = {"p.md": Overruling(view="rows", columns={"████ ███████████ list": "title"}, title="████ ███████████ list")}
    draft = read_documents([path], said=said)
    assert "exbridge" not in draft.documents.get("map.yaml", b"").decode()


@pytest.mark.parametrize(
    "told, text, pieces",
    [
        ("{title} ({lead}, by {by})", "Mend it (Depot, by May)", {"title": "Mend it", "lead": "Depot", "by": "May"}),
        ("{title} ({lead}, by {by})", "Mend it (Depot)", {}),
        ("By {by}: {title} – {lead}", "By  May :Mend it – Depot ", {"by": "May", "title": "Mend it", "lead": "Depot"}),
        ("{title} {{{lead}}}", "Mend it {Depot}", {"title": "Mend it", "lead": "Depot"}),
        ("{title}, {by}", "Mend, it, May", {"title": "Mend", "by": "it, May"}),
    ],
)
def test_words_are_parted_as_a_template_says_which_reads_back_the_same(told, text, pieces):
    parting = Parting.read(told)
    assert str(parting) == told
    assert {name: text[start:end] for name, (start, end) in parting.found_in(text).items()} == pieces


@pytest.mark.parametrize(
    "told", ["(a+)+$", "{title}", "{title}{by}", "{title} {by}", "{title}, {x}", "{title}, {0}", "{"]
)
def test_what_tells_no_parts_is_refused(told):
    with pytest.raises(BadParameter, match="does not tell how words are parted"):
        Parting.read(told)


@given(st.text(" \n,:ab", max_size=40), st.text(" \n,:ab", max_size=60))
def test_parting_takes_any_words_between_and_any_text(between, text):
    """One walk, whatever both are; what is found stands in order and is not empty."""
    assume(between.strip())
    found = Parting((("", "title"), (between, "by"))).found_in(text)
    ends = [place for stretch in found.values() for place in stretch]
    assert ends == sorted(ends)
    assert all(start < end for start, end in found.values())


def pages(folder, count):
    """Files in a language that no file knows, one action each, with words of the site above the first heading."""
    folder.mkdir()
    for number in range(1, count + 1):
        above = "Hafan > Cynllun\n\n" * (number % 2)
        write_text(
            folder / f"{number}.md",
            f"{above}# Cam {number}\n\nGwaith {number}: Trwsio cei rhif {number}\n\n"
            f"**Arweinydd y gwaith**\n\nSwyddfa {number}\n\n"
            f"**Erbyn pryd**\n\n{number} Mai 2027\n\n**Nodiadau**\n\nMae'r cei yn hen.\n",
        )
    return folder


def test_one_example_teaches_all_files_that_are_an_action_each(tmp_path):
    folder = pages(tmp_path / "camau", 4)
    said = {"": Overruling(like="Trwsio cei rhif 3", lead="Swyddfa 3", by="3 Mai 2027")}
    taught = read_documents([folder], said=said)
    assert [one for one in outline(taught.dataset).splitlines() if one.startswith(("1", "2", "3", "4", "  lead"))] == [
        line for number in range(1, 5) for line in (f"{number} Trwsio cei rhif {number}", f"  lead: Swyddfa {number}")
    ]
    maps = yaml.safe_load(taught.documents["map.yaml"])
    assert [(name, told["name"]) for name, told in maps.items()] == [("*", "block 2 from the heading")]
    again = read_documents([folder], said=read_map(maps, "map.yaml"))
    assert outline(again.dataset) == outline(taught.dataset)

    maps["*"]["columns"]["arweinydd y gwaith"] = "partner"
    other = read_documents([folder], said=read_map(maps, "map.yaml"))
    assert "  contribute: Swyddfa 3" in outline(other.dataset)


def test_a_map_of_files_is_refused_where_no_files_are_an_action_each(tmp_path):
    path = write_text(tmp_path / "plan.md", PLAN_BESIDE_A_LIST)
    with pytest.raises(BadParameter, match="no files are an action each"):
        read_documents([path], said={"*": Overruling(view="files", title="#head")})


def test_an_example_that_is_read_already_changes_nothing_and_takes_nothing_away(tmp_path):
    path = write_text(tmp_path / "plan.md", PLAN_BESIDE_A_LIST)
    before, after = read(path), read(path, like="Light the pier", lead="Lights Office")
    assert outline(after.dataset) == outline(before.dataset)
    assert "plan.md: the example was read already: it changes nothing" in after.summary


def test_an_example_adds_to_what_known_tables_give_and_says_what_it_changed(tmp_path):
    rows = "| Mend the quay | Works Office | May 2027 |\n| Sweep it | Parks | June 2027 |"
    table = f"| Action | Lead | By |\n|--|--|--|\n{rows}"
    path = write_text(tmp_path / "plan.md", f"# Harbour plan\n\n{table}\n\n{WINTER}")
    said = Overruling(like="Check every gritter", lead="Depot", by="October 2027")
    taught = read_documents([path], said={"": said})
    assert outline(taught.dataset) == (
        "# Harbour plan\n"
        "1 Mend the quay\n  lead: Works Office\n  by: May 2027\n"
        "2 Sweep it\n  lead: Parks\n  by: June 2027\n"
        "3 Check every gritter\n  lead: Depot\n  by: October 2027\n"
        "4 Fill the salt barn\n  lead: Highways Team\n  by: November 2027\n"
        "5 Print the route maps\n  lead: Press Office\n  by: November 2027\n"
    )
    told = next(line for line in taught.summary.splitlines() if "with the example" in line)
    assert "with the example 5 actions, the first 'Mend the quay'; without it 2 actions" in told
    kept = read_map(yaml.safe_load(taught.documents["map.yaml"]), "map.yaml")
    assert outline(read_documents([path], said=kept).dataset) == outline(taught.dataset)


def test_an_example_is_sought_in_every_document(tmp_path):
    first = write_text(tmp_path / "plan.md", PLAN_BESIDE_A_LIST)
    second = write_text(tmp_path / "winter.txt", WINTER)
    said = Overruling(like="Check every gritter", lead="Depot", by="October 2027")
    draft = read_documents([first, second], said={"": said})
    titles = [line for line in outline(draft.dataset).splitlines() if line[:1].isdigit()]
    assert [title.split(" ", 1)[1] for title in titles] == [
        "Mend the quay",
        "Light the pier",
        "Check every gritter",
        "Fill the salt barn",
        "Print the route maps",
    ]


GROWN = """# Cynllun

N1 (Mur) Porthladd gwell i bawb sydd yn byw yma

A1 (Bwlch) Trwsio'r cei mawr wrth y mor

G1 (Carreg) Archebu cerrig

A2. (Bwlch) Goleuo'r pier bach ar y traeth

G1 (Carreg) Prynu lampau newydd

N2 (Mur) Tref lanach

A 1 (Bwlch) Sgubo strydoedd y dref bob dydd
"""


def test_what_begins_as_the_example_does_is_read_alike_and_by_its_map(tmp_path):
    path = write_text(tmp_path / "plan.md", GROWN)
    taught = read(path, like="Goleuo'r pier  bach ar y traeth")
    assert [line.split(") ")[1] for line in outline(taught.dataset).splitlines() if "(Bwlch)" in line] == [
        "Trwsio'r cei mawr wrth y mor",
        "Goleuo'r pier bach ar y traeth",
        "Sgubo strydoedd y dref bob dydd",
    ]
    assert "(Mur)" not in outline(taught.dataset)
    kept = read_map(yaml.safe_load(taught.documents["map.yaml"]), "map.yaml")
    assert outline(read_documents([path], said=kept).dataset) == outline(taught.dataset)


def test_words_inside_a_sentence_name_no_column(tmp_path):
    rows = "".join(
        f"| Trwsio cei {number} | Swyddfa {number} | Bydd Swyddfa {number} yn archebu cerrig cyn 3 Mai 202{number} ac "
        "yn cau'r cei i longau am fis |\n"
        for number in range(5, 9)
    )
    path = write_text(tmp_path / "plan.md", f"# Cynllun\n\n| Peth | Pwy | Sut |\n|--|--|--|\n{rows}")
    taught = read(path, like="Trwsio cei 6", lead="Swyddfa 6", by="3 Mai 2026")
    told = yaml.safe_load(taught.documents["map.yaml"])["plan.md"]["columns"]
    assert (told["pwy"], told["sut"]) == ("responsible", "description")

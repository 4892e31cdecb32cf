"""Documents in zip files and messages: opened where they can be, told where not, never written anywhere."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from papers import tabbed, write_excel
from test_more_formats import ROWS, message, shown

from cohesion_graph.documents import opening, read_document
from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.ingest.records.looks import PlanLooks

OTHER = tabbed(["Ref", "Action", "Deadline"], ["2.1", "Mend roads", "2027"])


def packed(*entries):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries:
            package.writestr(name, content)
    return made.getvalue()


def refusal(path, content):
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument) as caught:
        read_document(path, PlanLooks())
    return str(caught.value).split("\n")[0]


def test_documents_of_a_zip_file_in_a_message_are_read_and_its_litter_is_not(tmp_path):
    plan = write_excel(tmp_path / "plan.xlsx", {"Plan": ROWS}).read_bytes()
    entries = [("Papers/plan.xlsx", plan), ("Papers/more.txt", OTHER), ("__MACOSX/Papers/._plan.xlsx", b"\0\5"), ("Papers/~$plan.xlsx", b"x"), ("a.png", b"\x89PNG")]  # fmt: skip
    rows, words, notes = shown(message(tmp_path / "sent.eml", ("papers.zip", packed(*entries))))

    assert (rows, words) == ([ROWS[0], ["2.1", "Mend roads", "2027"], *ROWS], ["Papers/more.txt", "Papers/plan.xlsx"])
    assert notes == [
        "'Papers/more.txt', packed in it, was read",
        "'Papers/plan.xlsx', packed in it, was read",
        "'papers.zip', attached to it, was read",
    ]


BAD = {
    "leads out": (packed(("../../etc/plan.txt", OTHER)), "it holds a name that leads out of it: '../../etc/plan.txt'"),
    "a drive": (packed(("C:\\plan.txt", OTHER)), "it holds a name that leads out of it: 'C:\\\\plan.txt'"),
    "a bomb": (packed(("plan.txt", b" " * 210_000_000)), "it unpacks to 210,000,000 bytes in 1 parts"),
    "a large one": (
        packed(("plan.txt", b"a" * 21_000_000)),
        "nothing packed in it can be read (plan.txt: it has 20,97",
    ),
    "no documents": (packed(("photo.png", b"1")), "it is a zip file without a document"),
    "damaged": (
        packed(("plan.txt", OTHER)).replace(zlib.crc32(OTHER.encode()).to_bytes(4, "little"), b"1234"),
        "it is damaged or cut off (Bad CRC-32 for file 'plan.txt')",
    ),
    "cut off": (packed(("plan.txt", OTHER))[:60], "it is damaged or cut off"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_zip_file_that_may_do_harm_is_refused_also_in_a_message(tmp_path, kind):
    content, found = BAD[kind]
    assert refusal(tmp_path / "papers.zip", content).startswith(f"papers.zip: {found}")
    sent = message(tmp_path / "sent.eml", ("papers.zip", content), body="").read_bytes()
    assert refusal(tmp_path / "sent.eml", sent).startswith(
        f"sent.eml: nothing attached to it can be read (papers.zip: {found}"
    )


def test_zip_files_in_zip_files_end_and_together_hold_no_more_than_one_document_may(tmp_path, monkeypatch):
    inner = packed(("plan.txt", OTHER))
    for _ in range(5):
        inner = packed(("a.zip", inner), ("b.zip", inner))
    assert "documents stand in documents without end" in refusal(tmp_path / "deep.zip", inner)
    monkeypatch.setattr(opening, "LARGEST_UNPACKED", 1_000)
    path = tmp_path / "many.zip"
    path.write_bytes(packed(*((f"{n}.txt", OTHER + " " * 300) for n in range(4))))
    _, _, notes = shown(path)
    assert notes[-1] == "not read: many.zip: the documents inside have more than 1,000 bytes together"


def test_a_locked_zip_file_is_told(tmp_path):
    content = bytearray(packed(("plan.txt", OTHER)))
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    assert refusal(tmp_path / "papers.zip", bytes(content)) == "papers.zip: it is locked by a password"


def test_of_many_documents_the_first_are_read_and_the_rest_is_told(tmp_path):
    (tmp_path / "many.zip").write_bytes(packed(*((f"{n:02}.txt", OTHER) for n in range(52))))
    _, _, notes = shown(tmp_path / "many.zip")

    assert notes[-1] == "not read: 2 more documents, from '50.txt' on"


def test_an_invitation_beside_the_plan_is_no_document(tmp_path):
    invitation = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Meeting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    rows, words, notes = shown(message(tmp_path / "sent.eml", ("invite.ics", invitation), ("plan.txt", OTHER.encode())))

    assert (rows, words) == ([ROWS[0], ["2.1", "Mend roads", "2027"]], [])
    assert notes[-1] == "not read: invite.ics: it is a calendar or a card of an address book"

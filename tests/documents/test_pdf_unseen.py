"""What a page of a PDF draws and does not show: layers that are off, words below later shapes."""

from __future__ import annotations

import re

import pytest
from papers import pdf

from cohesion_graph.documents import read_document
from cohesion_graph.ingest.records.looks import PlanLooks


def lines(path, **how):
    _, extract = read_document(path, PlanLooks(), **how)
    return extract.text.split(), list(extract.notes)


def with_layers(path, usual, drawn):
    """A page with two layers, "Draft" (Off or On) and "Final"; `drawn` are its operators."""
    content = pdf([([(40, 60, "always")], [])], drawn)
    layers = b"<< /Type /OCG /Name (Draft) >>", b"<< /Type /OCG /Name (Final) >>"
    first = len(re.findall(rb"\d+ 0 obj", content)) + 1
    numbers = first, first + 1
    added = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, layer) for number, layer in zip(numbers, layers, strict=True))
    both = b"%d 0 R %d 0 R" % numbers
    config = usual.replace(b"DRAFT", b"%d 0 R" % numbers[0]).replace(b"FINAL", b"%d 0 R" % numbers[1])
    content = content.replace(
        b"/Type /Catalog", b"/Type /Catalog /OCProperties << /OCGs [" + both + b"] /D << " + config + b" >> >>"
    ).replace(b"/Resources <<", b"/Resources << /Properties << /L0 %d 0 R /L1 %d 0 R >>" % numbers)
    path.write_bytes(content.replace(b"xref\n0", added + b"xref\n0"))  # places are mended by every reader
    return path


LAYERS = (
    "/OC /L0 BDC BT /F1 10 Tf 40 700 Td (draft) Tj ET EMC "
    "/OC /L1 BDC BT /F1 10 Tf 40 680 Td (final) Tj ET EMC"
)  # fmt: skip


@pytest.mark.parametrize("usual", [b"/OFF [DRAFT]", b"/BaseState /OFF /ON [FINAL]"])
def test_a_layer_that_is_off_is_left_out_and_told(tmp_path, usual):
    path = with_layers(tmp_path / "plan.pdf", usual, LAYERS)

    assert lines(path) == (["always", "final"], ["page 1: 1 hidden layer was left out (--hidden reads them)"])
    assert lines(path, with_hidden=True) == (
        ["always", "draft", "final"],
        ["page 1: 1 hidden layer was read, as asked"],
    )


def test_layers_that_are_on_are_read(tmp_path):
    assert lines(with_layers(tmp_path / "plan.pdf", b"/OFF []", LAYERS)) == (["always", "draft", "final"], [])


TEXT = "BT /F1 10 Tf 40 700 Td ({}) Tj ET "
UNSEEN = "BT 3 Tr /F1 10 Tf 40 {} Td ({}) Tj 0 Tr ET "
BOX = "q {} 30 690 200 25 re f Q "


@pytest.mark.parametrize(
    "drawn, found",
    [
        (TEXT.format("old") + BOX.format("1 g") + TEXT.format("new"), ["always", "new"]),
        (TEXT.format("secret") + BOX.format("0 g"), ["always"]),
        (BOX.format("0.9 g") + TEXT.format("shaded"), ["always", "shaded"]),
        (TEXT.format("framed") + "30 690 200 25 re S", ["always", "framed"]),
        (TEXT.format("beside") + "q 300 600 50 50 re W n " + BOX.format("1 g") + "Q", ["always", "beside"]),
        (TEXT.format("lit") + BOX.format("/Glass gs 1 1 0 rg"), ["always", "lit"]),
        (TEXT.format("slanted") + "q 1 g 30 690 m 200 690 l 230 715 l 60 715 l h f Q", ["always", "slanted"]),
        (TEXT.format("rounded") + "q 1 g 30 690 m 30 715 230 715 230 690 c h f Q", ["always", "rounded"]),
        (TEXT.format("ruled") + "q 1 g 30 703 200 0.5 re f Q", ["always", "ruled"]),
    ],
    ids=["mended", "redacted", "shaded", "framed", "cut off", "shines through", "slanted", "rounded", "ruled"],
)
def test_words_below_a_later_shape_are_left_out_and_those_that_it_does_not_hide_are_read(tmp_path, drawn, found):
    content = pdf([([(40, 60, "always")], [])], drawn)
    path = tmp_path / "plan.pdf"
    path.write_bytes(content.replace(b"/Resources <<", b"/Resources << /ExtGState << /Glass << /ca 0.3 >> >>"))
    words, notes = lines(path)

    told = ["page 1: 1 hidden stretch of covered text was left out (--hidden reads them)"]
    assert (sorted(words), notes) == (sorted(found), told if len(found) < 2 or "new" in found else [])


@pytest.mark.parametrize(
    "drawn, is_seen",
    [
        (BOX.format("0 g") + TEXT.format("blacked"), False),
        (BOX.format("1 0 0 rg") + "q 1 0 0 rg " + TEXT.format("red") + "Q", False),
        (BOX.format("0 g") + BOX.format("1 g") + TEXT.format("seen"), True),
        (BOX.format("0 g") + "q 1 g " + TEXT.format("seen") + "Q", True),
        ("q 0 g 300 690 50 25 re f Q " + TEXT.format("seen"), True),
        ("q 0 g 30 690 m 230 690 l 230 780 l h f Q " + TEXT.format("seen"), True),
        (BOX.format("0 g") + "q 1 0 0 rg 30 690 m 230 690 l 130 900 l h f Q " + TEXT.format("seen"), True),
    ],
)
def test_words_in_the_colour_of_the_shape_below_them_are_left_out(tmp_path, drawn, is_seen):
    (tmp_path / "plan.pdf").write_bytes(pdf([([(40, 60, "always")], [])], drawn))

    told = "page 1: 1 hidden stretch of text in the colour of its ground was left out (--hidden reads them)"
    words, notes = lines(tmp_path / "plan.pdf")
    assert (sorted(words), notes) == ((["always", "seen"], []) if is_seen else (["always"], [told]))


def test_words_that_are_drawn_in_no_colour_are_left_out_and_those_recognised_in_a_picture_are_read(tmp_path):
    (tmp_path / "plan.pdf").write_bytes(pdf([([(40, 60, "always")], [])], UNSEEN.format(700, "secret")))
    picture = "q 500 0 0 60 40 660 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q "
    recognised = UNSEEN.format(700, "recognised") + UNSEEN.format(680, "words")
    (tmp_path / "scan.pdf").write_bytes(pdf([([(40, 60, "always")], [])], picture + recognised))
    (tmp_path / "curves.pdf").write_bytes(pdf([([(40, 60, "always")], [])], recognised))

    told = "page 1: 1 hidden stretch of invisible text was left out (--hidden reads them)"
    assert lines(tmp_path / "plan.pdf") == (["always"], [told])
    assert lines(tmp_path / "scan.pdf") == (["always", "recognised", "words"], [])
    assert lines(tmp_path / "curves.pdf") == (["always", "recognised", "words"], [])


def test_documents_attached_to_a_page_are_told(tmp_path):
    content = pdf([([(40, 60, "attached")], [])])
    number = len(re.findall(rb"\d+ 0 obj", content)) + 1
    file = b"%d 0 obj\n<< /Type /Filespec /F (plan.xlsx) /UF (plan.xlsx) /EF << /F %d 0 R >> >>\nendobj\n"
    embedded = b"%d 0 obj\n<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream\nendobj\n"
    names = b"/Type /Catalog /Names << /EmbeddedFiles << /Names [(plan.xlsx) %d 0 R] >> >>" % number
    added = file % (number, number + 1) + embedded % (number + 1)
    content = content.replace(b"/Type /Catalog", names).replace(b"xref\n0", added + b"xref\n0")
    (tmp_path / "sent.pdf").write_bytes(content)

    told = "'plan.xlsx' is attached to it and was not read: save it by itself"
    assert lines(tmp_path / "sent.pdf") == (["attached"], [told])

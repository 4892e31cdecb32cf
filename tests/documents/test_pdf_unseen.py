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
        (TEXT.format("ruled") + "q 1 g 30 703 200 0.5 re f Q", ["always", "ruled"]),
    ],
    ids=["mended", "redacted", "shaded", "framed", "cut off", "shines through", "ruled"],
)
def test_words_below_a_later_shape_are_left_out_and_those_that_it_does_not_hide_are_read(tmp_path, drawn, found):
    content = pdf([([(40, 60, "always")], [])], drawn)
    path = tmp_path / "plan.pdf"
    path.write_bytes(content.replace(b"/Resources <<", b"/Resources << /ExtGState << /Glass << /ca 0.3 >> >>"))
    words, notes = lines(path)

    told = ["page 1: 1 hidden stretch of covered text was left out (--hidden reads them)"]
    assert (sorted(words), notes) == (sorted(found), told if len(found) < 2 or "new" in found else [])

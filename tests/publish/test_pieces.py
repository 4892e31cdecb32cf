"""Files that are put together of pieces: the same bytes whether a piece was made or cut out of an earlier file."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from cohesion_graph.publish.pieces import put_together, together
from cohesion_graph.publish.remaking import Making
from cohesion_graph.rdf.describe import describe
from cohesion_graph.rdf.lines import ordered
from cohesion_graph.rdf.write import NQUADS, TURTLE

CONTENTS = st.lists(st.binary(max_size=300), max_size=6)


def put(path, before, contents, *, is_packed, made=None):
    """The file and its pieces; `made` takes note of what had to be made."""

    def making(content):
        def make():
            if made is not None:
                made.append(content)
            return content

        return make

    told = []
    given_for = ((f"{zlib.adler32(one)}-{len(one)}", making(one)) for one in contents)
    return b"".join(put_together(path, before, told, given_for, is_packed=is_packed)), told


@given(CONTENTS, CONTENTS, st.booleans())
def test_only_new_pieces_are_made_and_the_file_is_as_if_all_had_been(tmp_path_factory, before, after, is_packed):
    path = tmp_path_factory.getbasetemp() / "pieces"
    earlier, told = put(path, (), before, is_packed=is_packed)
    path.write_bytes(earlier)
    made = []
    kept = put(path, told, after, is_packed=is_packed, made=made)
    assert kept == put(path, (), after, is_packed=is_packed)
    assert set(made) == set(after) - set(before)
    assert b"".join(after) == (gzip.decompress(kept[0]) if is_packed else kept[0])


def test_a_compressed_file_is_one_stream_as_readers_of_a_single_one_expect_it(tmp_path):
    written, _ = put(tmp_path / "none", (), [b"one", b"two" * 1000, b"three"], is_packed=True)
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert reader.decompress(written) == b"one" + b"two" * 1000 + b"three"
    assert (reader.eof, reader.unused_data) == (True, b"")


@given(st.binary(), st.binary())
def test_the_checksum_of_two_contents_is_that_of_both_together(first, second):
    assert together(zlib.crc32(first), zlib.crc32(second), len(second)) == zlib.crc32(first + second)


def test_a_changed_statement_of_a_large_plan_makes_its_own_pieces_again_and_no_others(stockton, monkeypatch):
    """Cut where addresses say so: a statement more moves no piece after its own."""
    monkeypatch.setattr("cohesion_graph.rdf.lines._PIECE", 200)
    lines = ordered(describe(stockton.derivation))
    line = lines[len(lines) // 2]
    more = ordered([*lines, f'{line[: line.index(" ")]} <https://a.test/new> "word"{line[line.rindex(" <") :]}'])
    for form in (NQUADS, TURTLE):
        making = Making({}, {})
        for name, told in (("before", lines), ("after", more)):
            b"".join(making.file_of_pieces(name, form.piece, form.cut(told), is_packed=False))
        before, after = ({one.key for one in making.pieces[name]} for name in ("before", "after"))
        assert len(before) > 20
        assert len(after - before) <= 2

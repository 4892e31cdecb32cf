"""Files that know what they are made from: one that would be made from the same again is taken from the earlier site.

A file is made by a plain function (its maker) from values that are handed to it: a page and what every page says of
the site, the statements about a thing, a table. Its key is one digest of the maker's name and of these very values, so
that there is no second list of what it depends on, which could be wrong: what is not in the key, the maker cannot see.
Whatever a plan changes, the values change or they do not. Making the values costs little beside making the files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import ParamSpec

from cohesion_graph.publish.made_from import Earlier
from cohesion_graph.publish.pieces import Piece, put_together
from cohesion_graph.publish.processes import File

__all__ = ["Making", "key_of"]

P = ParamSpec("P")


class Making:
    """Calls makers, but where an earlier site of the same program has what they would make."""

    def __init__(self, keys: dict[str, str], pieces: dict[str, list[Piece]], earlier: Earlier | None = None) -> None:
        self.keys = keys
        """What each file was made from, by its path: filled while files are made."""
        self.pieces = pieces
        """The same of files that are put together of pieces."""
        self._earlier = earlier

    def files(self, maker: Callable[P, Iterator[File]], *given: P.args, **named: P.kwargs) -> Iterator[File]:
        """The files that a maker makes of what it is given, or that it made of the same before.

        Args:
            maker: A function of a module that yields files; what it reads besides stays the same while the program
                does.
            given: Texts, numbers, and tuples and dataclasses of them; `Lines`.
            named: More of them.
        """
        key = key_of(maker, given, named)
        for path, content in self._before(key) or maker(*given, **named):
            self.keys[path] = key
            yield path, content

    def file_of_pieces(
        self, path: str, maker: Callable[..., bytes], given: Iterable[tuple[object, ...]], *, is_packed: bool
    ) -> Iterator[bytes]:
        """A file of pieces, each of which is made, or cut out of the same file of an earlier site (`pieces`).

        Args:
            path: The file.
            maker: Makes a piece; a function of a module, as for `files`.
            given: What it is given for each.
            is_packed: Whether the file is compressed.
        """
        pieces = ((key_of(maker, one, {"is_packed": is_packed}), partial(maker, *one)) for one in given)
        earlier, made = self._earlier, self.pieces.setdefault(path, [])
        before, folder = (earlier.pieces.get(path, ()), earlier.folder) if earlier else ((), Path())
        yield from put_together(folder / path, before, made, pieces, is_packed=is_packed)

    def left_at(self, path: str) -> bytes:
        """What an earlier site of the same program has in a file that says itself what it was made from; else empty."""
        earlier = self._earlier
        return (earlier.folder / path).read_bytes() if earlier and path in earlier.held else b""

    def _before(self, key: str) -> list[File]:
        if self._earlier is None:
            return []
        return [(path, self._earlier.held[path]) for path in self._earlier.made.get(key, ())]


def key_of(maker: Callable[..., object], given: tuple[object, ...], named: Mapping[str, object]) -> str:
    """A digest of a maker and of all that it is given."""
    assert "<locals>" not in maker.__qualname__  # it would see what is around it
    assert not hasattr(maker, "__self__")
    digest = hashlib.sha256(f"{maker.__module__}.{maker.__qualname__}".encode())
    for value in (*given, *named.items()):
        told = _told(value)
        digest.update(b"%d\0" % len(told))
        digest.update(told)
    return digest.hexdigest()[:24]


def _told(value: object) -> bytes:
    """All that a value holds: bytes and texts are just that, and others are told as Python shows them.

    What is told again and again, or is large, keeps a digest of itself; a dataclass that shows itself in another way
    than Python does is told by its fields.
    """
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(found := getattr(value, "digest", None), bytes):
        return found
    made = getattr(value, "__dataclass_params__", None)
    if made is not None and not made.repr:
        value = type(value).__qualname__, [getattr(value, field.name) for field in fields(value)]  # type: ignore[arg-type]
    return repr(value).encode("utf-8", "surrogatepass")

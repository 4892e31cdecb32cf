"""A built site as one file: to send, to put on a memory stick, to hand to whoever runs the web server."""

from __future__ import annotations

import zipfile
from pathlib import Path

from cohesion_graph.files import written_whole

__all__ = ["zip_site"]

_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in it: the same site is always the same file."""


def zip_site(folder: Path) -> Path:
    """Write the site beside its folder as ``<folder>.zip``, all or nothing; gives its path.

    Inside is one folder of the same name, so that it unpacks to what it was made from.
    """
    target = folder.with_name(f"{folder.name}.zip")
    with written_whole(target) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", _DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            package.writestr(entry, path.read_bytes())
    return target

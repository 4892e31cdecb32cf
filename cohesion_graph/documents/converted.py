"""Formats that only LibreOffice reads well (.doc, .ppt, .xlsb): converted by it where it is installed.

It runs without a screen in a folder of its own, with macros, links to other files and the network's addresses off, and
is ended with all it started when it takes too long.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from cohesion_graph.documents.cells import Extract
from cohesion_graph.documents.given import Given
from cohesion_graph.documents.limits import LARGEST_DOCUMENT, locked, refused

__all__ = ["read_binary_excel", "read_old_powerpoint", "read_old_word"]

LONGEST_SECONDS = 120.0
_PROGRAMS = ("soffice", "libreoffice")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""  # noqa: E501 - one setting on one line
_ENCRYPTED = 0x0100
_NOWHERE = "http://127.0.0.1:9"
"""A proxy that answers nobody."""


def read_old_word(given: Given) -> Extract:
    """A Word document of before 2007."""
    if _is_encrypted(given):
        raise locked(given.name)
    return _read(given, "docx", "it is a Word document of before 2007 (.doc)", "Open it in Word and save it as .docx.")


def read_old_powerpoint(given: Given) -> Extract:
    """A presentation of before 2007."""
    cure = "Copy its table into a Word document."
    return _read(given, "pptx", "it is a presentation of before 2007 (.ppt)", cure)


def read_binary_excel(given: Given) -> Extract:
    """A binary workbook of Excel."""
    cure = "Open it in Excel and save it as .xlsx."
    return _read(given, "xlsx", "it is a binary workbook (.xlsb)", cure)


def _is_encrypted(given: Given) -> bool:
    """Whether the header of a Word document of before 2007 says that it is encrypted ([MS-DOC], 2.5.2)."""
    import olefile  # type: ignore[import-untyped,unused-ignore]

    try:
        with olefile.OleFileIO(io.BytesIO(given.content)) as package, package.openstream("WordDocument") as stream:
            return bool(int.from_bytes(stream.read(12)[10:12], "little") & _ENCRYPTED)
    except Exception:  # noqa: BLE001 - a damaged file is told by what converts it
        return False


def _read(given: Given, ending: str, found: str, cure: str) -> Extract:
    """The document, converted and then read as any of its kind.

    Raises:
        UnreadableDocument: LibreOffice is not installed, takes too long, or makes nothing of it.
    """
    from cohesion_graph.documents.opening import read_inner

    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise refused(given.name, found, "a format of today, or LibreOffice installed to convert it", cure)
    content = _converted(given, program, ending, cure)
    extract = read_inner(given, f"{Path(given.name).stem}.{ending}", content)
    return replace(extract, notes=(f"converted by LibreOffice to .{ending} and read as that", *extract.notes))


def _converted(given: Given, program: str, ending: str, cure: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="cohesion-graph-") as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        source = folder / f"document{given.suffix if given.suffix[1:].isalnum() else ''}"
        source.write_bytes(given.content)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", ending, "--outdir", str(folder / "made"), str(source)]
        surroundings = {"PATH": os.environ.get("PATH", ""), "HOME": name, "TMPDIR": name, "LANG": "C.UTF-8"}
        surroundings |= dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE)
        process = subprocess.Popen(  # noqa: S603 - a fixed command, the document's name is not in it
            command, cwd=name, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(LONGEST_SECONDS)
        except subprocess.TimeoutExpired as error:
            found = f"LibreOffice did not convert it in {LONGEST_SECONDS:.0f} seconds"
            raise refused(given.name, found, "a document that opens", cure) from error
        finally:
            _end(process)
        made = folder / "made" / f"document.{ending}"
        if not made.is_file() or made.stat().st_size > LARGEST_DOCUMENT:
            raise refused(given.name, "LibreOffice made nothing of it", "a whole document", cure)
        return made.read_bytes()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started; it may have ended by itself."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError, AttributeError):
        process.kill()
    process.wait()

"""Programs that some tests need and pip cannot install: a test without its program is skipped, but never in CI."""

import os
import shutil
import sys
from pathlib import Path

import pytest

BESIDE_PYTHON = str(Path(sys.executable).parent)
AXE = Path(__file__).parent / "views" / "node_modules" / "axe-core" / "axe.min.js"


def found_or_skipped(found, advice):
    """What was found; without it the test is skipped with advice, and fails where ``CI`` is set."""
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(advice)
    return found


def chromium():
    """The path of a Chromium that Playwright may drive."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return found_or_skipped(path, "Pages are tested in Chromium: apt-get install chromium, or set CHROMIUM.")


def axe_script():
    """The text of axe-core, which judges accessibility."""
    path = found_or_skipped(AXE.is_file() and AXE, "axe-core is missing: npm ci --prefix tests/views --ignore-scripts")
    return path.read_text(encoding="utf-8")


def nginx():
    """The path of nginx."""
    path = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    return found_or_skipped(path, "Host rules are tested on nginx: apt-get install nginx-light")


def apache():
    """The path of Apache, and the folder of its modules."""
    path = shutil.which("apache2") or shutil.which("apache2", path="/usr/sbin") or shutil.which("httpd")
    found_or_skipped(path, "Host rules are tested on Apache: apt-get install apache2")
    folders = ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules")
    modules = next((folder for folder in folders if Path(folder).is_dir()), None)
    return path, found_or_skipped(modules, "Apache's modules are not where they are looked for: outside.py")


def graphviz():
    """The path of Graphviz' dot."""
    return found_or_skipped(shutil.which("dot"), "DOT files are tested with Graphviz: apt-get install graphviz")


def libreoffice():
    """The path of LibreOffice, a second reader of every document."""
    path = shutil.which("soffice") or shutil.which("libreoffice")
    advice = "Readings are held against LibreOffice's: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"
    return found_or_skipped(path, advice)


def poppler():
    """The path of poppler's pdftotext, a second reader of PDFs."""
    return found_or_skipped(shutil.which("pdftotext"), "PDFs are held against poppler: apt-get install poppler-utils")


def java():
    """The path of Java, which the reasoner HermiT runs on."""
    return found_or_skipped(shutil.which("java"), "HermiT needs Java: apt-get install default-jdk-headless")


def oxigraph():
    """The path of the oxigraph server."""
    path = shutil.which("oxigraph", path=BESIDE_PYTHON) or shutil.which("oxigraph")
    return found_or_skipped(path, "Questions are tested on a server: pip install oxigraph")

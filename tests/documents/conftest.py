"""Lets these tests import `office_xml`, and `papers` and others from the tests of reading: they make documents."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "ingest")]

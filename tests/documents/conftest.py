"""Lets these tests import `papers` and its neighbours, which make documents, from the tests of reading."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "ingest"))

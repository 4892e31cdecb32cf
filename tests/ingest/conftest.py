"""Lets the tests of reading import `papers`, which makes their documents."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

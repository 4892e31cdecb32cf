"""What cannot be in one dataset together; the mistakes people make are tried in tests/folder/test_read.py."""

import re

from cohesion_graph.model.claims import Dependency
from cohesion_graph.model.dataset import Dataset


def test_an_item_may_hang_on_an_instrument_of_the_same_identifier(marlbeck):
    """An instrument "x" is not the action x; that an action cannot hang on itself is tried where folders are read."""
    content = marlbeck.dataset.model_dump_json()
    for old, new in (('(?<!"exact":)"A2(?=["/])', '"x'), ('"area-agreement"', '"x"')):
        content = re.sub(old, new, content)
    claims = Dataset.model_validate_json(content).claims.values()
    assert ("x", "x", "instrument") in {
        (claim.item, claim.target, claim.target_kind) for claim in claims if isinstance(claim, Dependency)
    }

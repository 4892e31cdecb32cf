"""What cannot be in one dataset together; the mistakes people make are tried in tests/folder/test_read.py."""

import re

from cohesion_graph.model.claims import Dependency
from cohesion_graph.model.consistency import inconsistencies
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


def test_near_misses_are_looked_up_for_the_first_of_many_unknown_names_only(marlbeck):
    """Each takes up to a second in a large plan, and what refers to a section that was lost may be thousands."""
    dataset = marlbeck.dataset
    first, *others = dataset.readings
    claim = first.claims[0]
    lost = tuple(claim.model_copy(update={"item": f"A1{number}", "n": n}) for number in range(60) for n in (1, 2))
    broken = dataset.model_copy(update={"readings": (first.model_copy(update={"claims": lost}), *others)})

    cures = [fault.cure for fault in inconsistencies(broken) if fault.where[-1] == "item"]

    assert len(cures) == 120
    assert [cure.startswith("Did you mean") for cure in cures] == [True] * 100 + [False] * 20

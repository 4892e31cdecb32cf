"""The garbage collector rests while much is made that stays, and is as it was afterwards."""

import gc

import pytest

from cohesion_graph.collector import collector_at_rest


def test_what_is_there_is_not_looked_through_and_young_objects_less_often():
    usual = gc.get_threshold()
    with collector_at_rest():
        assert gc.isenabled()
        assert gc.get_threshold() > usual
        assert gc.get_freeze_count()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, 0)


def test_inside_another_one_it_changes_nothing_and_ends_nothing():
    with collector_at_rest():
        outer = gc.get_threshold()
        with collector_at_rest():
            assert gc.get_threshold() == outer
        assert gc.get_threshold() == outer
        assert gc.get_freeze_count()


def test_it_ends_with_an_error_too():
    usual = gc.get_threshold()
    with pytest.raises(KeyError), collector_at_rest():
        raise KeyError
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, 0)


def test_what_a_caller_has_frozen_stays_frozen():
    gc.freeze()
    try:
        with collector_at_rest():
            pass
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_what_was_made_is_not_looked_through_when_it_ends():
    """The first thing made afterwards would set it off: as much as was made meanwhile is above the usual number."""
    before = gc.get_stats()[0]["collections"]
    with collector_at_rest():
        made = [[] for _ in range(2000)]
    made.append([])
    assert gc.get_stats()[0]["collections"] == before

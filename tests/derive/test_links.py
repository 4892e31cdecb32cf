"""Links: stated ones, and those that rules infer within one source."""

from cohesion_graph.derive import Link
from cohesion_graph.model.codes import Basis
from cohesion_graph.model.relations import Relation


def links(plan, relation, basis=None):
    return [
        (link.start.removeprefix("action/").replace("/milestone", ""), link.end.partition("/")[2], link.source)
        for link in plan.derivation.links
        if link.relation is relation and (basis is None or link.basis is basis)
    ]


def test_a_milestone_without_a_body_takes_its_actions_in_the_same_source_only(marlbeck):
    taken = [
        (link.relation.name, link.start, link.end.partition("/")[2], link.source)
        for link in marlbeck.derivation.links
        if link.basis is Basis.INHERITED_FROM_ACTION
    ]

    pack = "action/A2/milestone/welcome-pack-embedded-in-the-settling-strategy"
    yearly = "action/A2/milestone/welcome-pack-re-viewed-each-year"
    assert taken == [
        ("CONTRIBUTED_TO_BY", pack, "marlbeck-partnership", "voices-extract"),
        ("CONTRIBUTED_TO_BY", pack, "voices-network", "voices-extract"),
        ("LED_BY", pack, "mbc-equalities-team", "voices-extract"),
        ("LED_BY", yearly, "marlbeck-partnership", "together-plan"),
        ("ASSIGNED_TO", "action/A4/milestone/numbers-of-incidents-published", "chief-officer", "together-plan"),
        ("ASSIGNED_TO", "action/A4/milestone/numbers-of-incidents-published", "voices-network", "voices-extract"),
        ("ASSIGNED_TO", "action/A4/milestone/reports-to-marlbeck-partnership-twice-a-year", "chief-officer",
         "together-plan"),
        ("ASSIGNED_TO", "action/A4/milestone/tension-group-formed", "chief-officer", "together-plan"),
        ("ASSIGNED_TO", "action/A5/milestone/protocol-signed-if-the-lottery-bid-succeeds", "housing-partnership",
         "together-plan"),
    ]  # fmt: skip


def test_a_list_that_was_not_matched_is_not_handed_to_every_milestone(marlbeck):
    inherited = links(marlbeck, Relation.ASSIGNED_TO, Basis.INHERITED_FROM_ACTION)

    assert not [one for one in inherited if one[1] in {"housing-partnership", "mbc-equalities-team"} and "A4" in one[0]]


def test_an_empty_cell_under_a_filled_one_is_carried_down(marlbeck):
    assert links(marlbeck, Relation.LED_BY, Basis.CARRIED_DOWN) == [
        ("A1/map-shared-with-the-tension-group", "marlbeck-partnership", "together-plan"),
        ("A1/map-shared-with-the-tension-group", "mbc-equalities-team", "together-plan"),
    ]


def test_an_action_involves_the_bodies_of_its_milestones_and_is_not_led_by_them(marlbeck):
    involves = links(marlbeck, Relation.INVOLVES)

    assert ("A1", "marlbeck-partnership", "together-plan") in involves
    assert not [one for one in links(marlbeck, Relation.LED_BY) if one[0] == "A1"]


def test_what_is_carried_down_in_stockton_is_exactly_the_empty_cells(stockton):
    carried = {
        (link.start.split("/")[1], link.start.rpartition("/")[2], link.end.rpartition("/")[2])
        for link in stockton.derivation.links
        if link.basis is Basis.CARRIED_DOWN
    }

    group = "offensive-incidents-group-to-consider-mapping-and-develop"
    assert carried == {
        ("CC1", group, "safer-stockton-partnership"),
        ("CC1", group, "sbc-diversity-team"),
        ("CC3", "new-cohesion-indicator-embedded-within-laa", "stockton-renaissance"),
        ("CC3", "renaissance-to-consider-performance-against-community", "stockton-renaissance"),
        ("EO4", "two-face-the-people-sessions-held", "safer-stockton-partnership"),
    }


def test_a_link_of_a_persons_making_is_marked_so(marlbeck):
    found = [link for link in marlbeck.derivation.links if link.basis is Basis.INFERRED_BY_ANALYST]

    assert found == [
        Link(
            "action/A1/milestone/map-shared-with-the-tension-group",
            Relation.REQUIRES,
            "action/A4/milestone/tension-group-formed",
            Basis.INFERRED_BY_ANALYST,
            "together-plan",
            ("A1/map-shared-with-the-tension-group/claim/together-plan/dependency/101",),
        )
    ]


def test_a_deadline_in_line_with_something_hangs_on_it_once(stockton, marlbeck):
    for plan, item, target in ((stockton, "CC2", "laa-monitoring"), (marlbeck, "A4", "area-agreement-monitoring")):
        found = [one for one in links(plan, Relation.MONITORED_THROUGH) if one[:2] == (item, target)]
        assert len(found) == len(set(found)) >= 1

"""Claims, quotations, doubts and judgements, from what is described to the content of their records."""

from __future__ import annotations

from typing import Any

from cohesion_graph.errors import RdfError
from cohesion_graph.rdf.described import Described, whole_number
from cohesion_graph.rdf.namespaces import Addresses

__all__ = ["ClaimRecords"]

_KINDS = ("wording", "responsibility", "timing", "dependency", "status-report")


class ClaimRecords:
    """Makes the content of claims and of what is said about them, under known addresses."""

    def __init__(self, described: Described, addresses: Addresses) -> None:
        self.d, self.a = described, addresses

    # Identifiers ---------------------------------------------------------------------------------------------

    def _id(self, address: str, kind: str) -> str:
        """The identifier of an organisation, instrument, source or section at an address."""
        node = self.a.node_of(address)
        if node is None or not node.startswith(f"{kind}/"):
            raise RdfError(f"{address} is not the address of any {kind} of this dataset")
        return node.removeprefix(f"{kind}/")

    def _item_id(self, address: str) -> str:
        item = self.a.item_of(address)
        if item is None:
            raise RdfError(f"{address} is not the address of an action or milestone of this dataset")
        return item

    def _claim_id(self, address: str) -> str:
        claim = self.a.claim_of(address)
        if claim is None:
            raise RdfError(f"{address} is not the address of a claim of this dataset")
        return claim

    def _optional_id(self, subject: str, name: str, kind: str) -> str | None:
        address = self.d.text(subject, name)
        return None if address is None else self._id(address, kind)

    # What the sources say ------------------------------------------------------------------------------------

    def _reading(self, source: str) -> dict[str, Any]:
        own = {name: self._said_by(source, name) for name in ("pap:Claim", "pap:Doubt", "pap:SetAside", "pap:Revision")}
        judged = set(self.d.of_type("pap:Judgement"))
        return {
            "source": self._id(source, "source"),
            "claims": [self._claim(one) for one in own["pap:Claim"] if one not in judged],
            "doubts": [self._doubt(one) for one in own["pap:Doubt"]],
            "set_aside": [
                {
                    "kind": self.d.code(one, "pap:setAsideKind"),
                    **self._evidence(one)[0],
                    **self.d.given(one, note="skos:note"),
                }
                for one in own["pap:SetAside"]
            ],
            "revisions": [
                {
                    "item": self.d.required(one, "dcterms:identifier"),
                    **self._evidence(one)[0],
                    **self.d.given(one, before="pap:before", after="pap:after"),
                }
                for one in own["pap:Revision"]
            ],
        }

    def _said_by(self, source: str, name: str) -> list[str]:
        return [one for one in self.d.of_type(name) if self.d.required(one, "pap:accordingTo") == source]

    def _evidence(self, address: str) -> list[dict[str, Any]]:
        found = {}
        for quotation in self.d.texts(address, "pap:evidence"):
            fields: dict[str, Any] = {}
            for selector in self.d.texts(quotation, "oa:hasSelector"):
                fields |= self.d.given(selector, start="oa:start", end="oa:end", exact="oa:exact")
            if fields.keys() != {"start", "end", "exact"}:
                raise RdfError(f"{quotation} has no selectors\n  Expected: the words quoted, their start and their end")
            fields |= {name: whole_number(fields[name], quotation) for name in ("start", "end")}
            found[f"{fields['start']}-{fields['end']}"] = fields
        if not found:
            raise RdfError(f"{address} has no pap:evidence\n  Expected: at least one quotation")
        order = self.d.listed(address).get("evidence")
        if order is None:
            return sorted(found.values(), key=lambda fields: (fields["start"], fields["end"]))
        if not set(order) <= found.keys():
            raise RdfError(f"{address} lists evidence that it does not have\n  Expected: some of {sorted(found)}")
        return [found[span] for span in order]

    def _claim(self, address: str) -> dict[str, Any]:
        identifier = self._claim_id(address)
        item, _, source, kind, n = identifier.rsplit("/", 4)
        if kind not in _KINDS:
            raise RdfError(f"{address} is a claim of the unknown kind {kind!r}\n  Expected: {', '.join(_KINDS)}")
        if self._item_id(self.d.required(address, "pap:aboutItem")) != item:
            raise RdfError(f"{address} is about another item than its address says")
        content = {
            "item": item,
            "source": source,
            "n": whole_number(n, address),
            "basis": self.d.code(address, "pap:basis"),
            "evidence": self._evidence(address),
            **self.d.given(address, note="skos:note"),
        }
        of_kind = {
            "wording": self._wording,
            "responsibility": self._responsibility,
            "timing": self._timing,
            "dependency": self._dependency,
            "status-report": self._status_report,
        }
        return content | of_kind[kind](address)

    def _wording(self, address: str) -> dict[str, Any]:
        return {
            "text": self.d.required(address, "pap:normalisedText"),
            "presented_as": self.d.code(address, "pap:presentedAs"),
            **self.d.given(address, ref_as_printed="pap:refAsPrinted"),
        }

    def _responsibility(self, address: str) -> dict[str, Any]:
        joint = sorted(whole_number(one.rpartition("/")[2], one) for one in self.d.texts(address, "pap:jointWith"))
        return {
            "party": self._id(self.d.required(address, "pap:responsibleParty"), "organisation"),
            "party_as_printed": self.d.required(address, "pap:partyAsPrinted"),
            "role": self.d.code(address, "pap:role"),
            "joint_with": self.d.listed(address).get("joint_with", joint),
            **self.d.given(address, officers_named="pap:officersNamed"),
        }

    def _timing(self, address: str) -> dict[str, Any]:
        interval = "within" if self.d.values(address, "pap:dueWithin") else "every"
        stated = self.d.given(
            address,
            date="pap:statedDate",
            starts="pap:startDate",
            after="pap:countedFrom",
            **{interval: "pap:intervalAsStated"},
        )
        deadline = {
            "kind": self.d.code(address, "pap:timingKind"),
            **stated,
            "aligned_with": self._optional_id(address, "pap:alignedWith", "instrument"),
        }
        return {"stated": self.d.required(address, "pap:statedText"), "deadline": deadline}

    def _dependency(self, address: str) -> dict[str, Any]:
        target = self.d.required(address, "pap:dependencyTarget")
        kind, _, identifier = (self.a.node_of(target) or "").partition("/")
        kinds = {"instrument": "instrument", "organisation": "body", "action": "item"}
        if kind not in kinds:
            raise RdfError(f"{target} is no instrument, organisation, action or milestone of this dataset")
        return {
            "type": self.d.code(address, "pap:dependencyType"),
            "target": self._item_id(target) if kind == "action" else identifier,
            "target_kind": kinds[kind],
        }

    def _status_report(self, address: str) -> dict[str, Any]:
        return {
            "status": self.d.code(address, "pap:status"),
            "colour": self.d.code(address, "pap:colour") if self.d.values(address, "pap:colour") else None,
            **self.d.given(
                address, status_as_printed="pap:statusAsPrinted", as_of="pap:asOf", reported_by="pap:reportedBy"
            ),
        }

    def _doubt(self, address: str) -> dict[str, Any]:
        item = self.d.text(address, "pap:aboutItem")
        alternatives = self.d.texts(address, "pap:alternative")
        return {
            "source": self._id(self.d.required(address, "pap:accordingTo"), "source"),
            "n": whole_number(self.d.required(address, "pap:number"), address),
            "item": None if item is None else self._item_id(item),
            "about": self.d.code(address, "pap:doubtKind"),
            "what": self.d.required(address, "pap:question"),
            "alternatives": [
                self.d.required(one, "rdf:value")
                for one in sorted(alternatives, key=lambda one: whole_number(self.d.required(one, "pap:order"), one))
            ],
            "evidence": self._evidence(address),
        }

    # A person's judgements -----------------------------------------------------------------------------------

    def _editorial(self) -> dict[str, Any]:
        judged = set(self.d.of_type("pap:Judgement"))
        return {
            "same_items": [
                {
                    "item": self._item_id(self.d.required(one, "pap:aboutItem")),
                    "claims": self.d.listed(one).get(
                        "claims", sorted(map(self._claim_id, self.d.texts(one, "pap:involvesClaim")))
                    ),
                    **self._judgement(one),
                }
                for one in self.d.of_type("pap:Sameness")
            ],
            "rulings": [
                {
                    "discrepancy": self.d.required(one, "pap:discrepancyId"),
                    "resolution": self.d.code(one, "pap:resolution"),
                    **self._judgement(one),
                }
                for one in self.d.of_type("pap:Ruling")
            ],
            "rankings": [
                {
                    "claim": self._claim_id(self.d.required(one, "pap:involvesClaim")),
                    "rank": self.d.code(one, "pap:rank"),
                    **self._judgement(one),
                }
                for one in self.d.of_type("pap:Ranking")
            ],
            "links": [self._claim(one) for one in self.d.of_type("pap:Dependency") if one in judged],
            "settlements": [
                {
                    "doubt": self._doubt_id(one),
                    "reading": self.d.required(chosen[0], "rdf:value")
                    if (chosen := self.d.texts(one, "pap:chosenReading"))
                    else "",
                    **self.d.given(one, value="pap:ownValue"),
                    **self._dated(one),
                }
                for one in self.d.of_type("pap:Settlement")
            ],
            "referrals": [
                {"doubt": self._doubt_id(one), "ask": self.d.required(one, "pap:toBeAsked"), **self._dated(one)}
                for one in self.d.of_type("pap:Referral")
            ],
            "corrections": [self._correction(one) for one in self.d.of_type("pap:Correction")],
            "sample": [
                {
                    "action": self.d.required(one, "pap:sampledAction"),
                    "found": "right" if self.d.required(one, "pap:wasReadRight") == "true" else "wrong",
                    "by": self.d.required(one, "pap:judgedBy"),
                    **self.d.given(one, note="skos:note", on="pap:judgedOn"),
                }
                for one in self.d.of_type("pap:SampledRow")
            ],
        }

    def _doubt_id(self, judgement: str) -> str:
        address = self.d.required(judgement, "pap:aboutDoubt")
        doubt = self.a.doubt_of(address)
        if doubt is None:
            raise RdfError(f"{address} is not the address of a doubt of this dataset")
        return doubt

    def _correction(self, address: str) -> dict[str, Any]:
        item = self.d.text(address, "pap:aboutItem")
        return {
            "source": self._id(self.d.required(address, "pap:accordingTo"), "source"),
            "item": None if item is None else self._item_id(item),
            "what": self.d.required(address, "pap:correction"),
            "evidence": self._evidence(address) if self.d.texts(address, "pap:evidence") else [],
            **self._dated(address),
        }

    def _dated(self, address: str) -> dict[str, Any]:
        return {**self._judgement(address), **self.d.given(address, on="pap:judgedOn")}

    def _judgement(self, address: str) -> dict[str, str]:
        return {"reason": self.d.required(address, "pap:reason"), "by": self.d.required(address, "pap:judgedBy")}

"""What sentences of many plans hang on, and which way: each with the links a careful person writes down.

The links were written before the reader was tried on them. Precision comes first: words that name no instrument of
their own ("the action plan", "strategy development") give none.
"""

from __future__ import annotations

import pytest

from cohesion_graph.ingest.instruments import find_instruments
from cohesion_graph.ingest.links import link_type

NEEDS = [
    ("In line with the NHS Long Term Plan", [("NHS Long Term Plan", "in-line-with")]),
    ("Tackle empty homes as set out in the Housing Strategy", [("Housing Strategy", "in-line-with")]),
    ("Act in accordance with the Care Act 2014", [("Care Act 2014", "in-line-with")]),
    ("Align with the Active Travel Strategy and the Air Quality Action Plan", [("Active Travel Strategy", "in-line-with"), ("Air Quality Action Plan", "in-line-with")]),
    ("Work as described in the Local Plan", [("Local Plan", "in-line-with")]),
    ("Progress monitored through the Corporate Plan", [("Corporate Plan", "monitored-through")]),
    ("Funding dependent on the Warm Homes bid", [("Warm Homes bid", "conditional-on")]),
    ("Subject to Cabinet approval", [("Cabinet approval", "conditional-on")]),
    ("Open a hub, subject to approval by Cabinet", [("approval by Cabinet", "conditional-on")]),
    ("Dependent on successful bid to the Safer Streets Fund", [("successful bid to the Safer Streets Fund", "conditional-on")]),
    ("Subject to planning permission", [("planning permission", "conditional-on")]),
    ("Recruit two officers, subject to funding", []),
    ("Dependent on resources", []),
    ("Use JSNA data to target services", [("JSNA", "uses")]),
    ("Use the Joint Health and Wellbeing Strategy to set priorities", [("Joint Health and Wellbeing Strategy", "uses")]),
    ("Use the Marmot indicators to measure progress", [("Marmot indicators", "uses")]),
    ("Secure funding from the UK Shared Prosperity Fund", [("UK Shared Prosperity Fund", "uses")]),
    ("Funded through the Better Care Fund", [("Better Care Fund", "uses")]),
    ("Actions delivered through the Community Safety Plan", [("Community Safety Plan", "uses")]),
    ("Map provision against the Early Help Framework", [("Early Help Framework", "uses")]),
    ("Through the Suicide Prevention Strategy, reach men at risk", [("Suicide Prevention Strategy", "uses")]),
    ("Apply the Equality Impact Assessment to all decisions", [("Equality Impact Assessment", "uses")]),
    ("Improve performance against NI 195", [("NI 195", "uses")]),
    ("Ensure compliance with the Equality Act 2010", [("Equality Act 2010", "meets-standard")]),
    ("Meet our duties under the Domestic Abuse Act 2021", [("Domestic Abuse Act 2021", "meets-standard")]),
    ("Discharge the Public Sector Equality Duty", [("Public Sector Equality Duty", "meets-standard")]),
    ("Sign up to the Armed Forces Covenant", [("Armed Forces Covenant", "meets-standard")]),
    ("Achieve White Ribbon accreditation", [("White Ribbon accreditation", "meets-standard")]),
    ("Achieve ISO 14001", [("ISO 14001", "meets-standard")]),
    ("Comply with the Accessible Information Standard", [("Accessible Information Standard", "meets-standard")]),
    ("Comply with GDPR", [("GDPR", "meets-standard")]),
    ("Deliver the Climate Strategy 2023-2030", [("Climate Strategy 2023-2030", "delivers-part-of")]),
    ("Deliver the Digital Strategy (2024-27)", [("Digital Strategy", "delivers-part-of")]),
    ("Deliver Year 1 of the Digital Inclusion Strategy", [("Digital Inclusion Strategy", "delivers-part-of")]),
    ("Deliver the objectives of the Rough Sleeping Strategy", [("Rough Sleeping Strategy", "delivers-part-of")]),
    ("Deliver the Food Poverty Action Plan", [("Food Poverty Action Plan", "delivers-part-of")]),
    ("Deliver commitments in the Armed Forces Covenant", [("Armed Forces Covenant", "delivers-part-of")]),
    ("Implement recommendations from the Domestic Homicide Review", [("Domestic Homicide Review", "delivers-part-of")]),
    ("Implement the Tree and Woodland Strategy", [("Tree and Woodland Strategy", "delivers-part-of")]),
    ("Implementation of the Autism Strategy", [("Autism Strategy", "delivers-part-of")]),
    ("Work with schools to deliver the Healthy Schools programme", [("Healthy Schools programme", "delivers-part-of")]),
    ("Following adoption of the Local Plan, prepare a Design Code", [("Local Plan", "requires"), ("Design Code", "establishes")]),
    ("Once the Cultural Strategy is adopted, commission events", [("Cultural Strategy", "requires")]),
    ("Start after publication of the Local Plan", [("Local Plan", "requires")]),
]  # fmt: skip
FEEDS = [
    ("Adopt the Local Plan by March 2026", [("Local Plan", "establishes")]),
    ("Publish the Joint Strategic Needs Assessment", [("Joint Strategic Needs Assessment", "establishes")]),
    ("Review the Allocations Policy", [("Allocations Policy", "establishes")]),
    ("Agree a Memorandum of Understanding with the Police", [("Memorandum of Understanding", "establishes")]),
    ("Develop a Tenants' Charter", [("Tenants' Charter", "establishes")]),
    ("Develop a volunteering strategy", [("volunteering strategy", "establishes")]),
    ("Refresh of the Carers' Strategy", [("Carers' Strategy", "establishes")]),
    ("Carers Strategy refreshed", [("Carers Strategy", "establishes")]),
    ("Residents' Survey completed", [("Residents' Survey", "establishes")]),
    ("Produce a Supplementary Planning Document", [("Supplementary Planning Document", "establishes")]),
    ("Commission a review of the Homelessness Strategy", [("Homelessness Strategy", "establishes")]),
    ("Write a new Arts and Culture Strategy for the town", [("Arts and Culture Strategy", "establishes")]),
    ("Support the delivery of the Health and Wellbeing Strategy", [("Health and Wellbeing Strategy", "feeds-into")]),
    ("Contribute to delivery of the Integrated Care Strategy", [("Integrated Care Strategy", "feeds-into")]),
    ("Findings inform the next Housing Needs Assessment", [("next Housing Needs Assessment", "feeds-into")]),
    ("Feed results into the Corporate Plan refresh", [("Corporate Plan", "feeds-into")]),
    ("Feeds into the JHWS and the Place Plan", [("JHWS", "feeds-into"), ("Place Plan", "feeds-into")]),
    ("Contributes to SDG 11", [("SDG 11", "feeds-into")]),
    ("Include carers in the Dementia Strategy", [("Dementia Strategy", "embedded-in")]),
    ("Ensure our Procurement Strategy includes social value", [("Procurement Strategy", "embedded-in")]),
    ("Equality considerations built into the Procurement Strategy", [("Procurement Strategy", "embedded-in")]),
]  # fmt: skip
MENTIONS = [
    ("Links to the Serious Violence Strategy", [("Serious Violence Strategy", "refers-to")]),
    ("See also the Homelessness Reduction Strategy", [("Homelessness Reduction Strategy", "refers-to")]),
    ("See Climate Action Plan", [("Climate Action Plan", "refers-to")]),
    ("Respond to the Casey Review", [("Casey Review", "refers-to")]),
    ("Promote the Council's Hate Crime Strategy", [("Hate Crime Strategy", "refers-to")]),
    ("Raise awareness of the Modern Slavery Act 2015", [("Modern Slavery Act 2015", "refers-to")]),
    ("Council Plan priority 2", [("Council Plan", "refers-to")]),
    ("Consult on the Draft Parking Strategy", [("Parking Strategy", "refers-to")]),
    ("Support schools to implement the Relationships Policy", [("Relationships Policy", "refers-to")]),
    ("Respond to the Statement of Licensing Policy", [("Statement of Licensing Policy", "refers-to")]),
    ("Linked strategies: Housing Strategy; Economic Strategy", [("Housing Strategy", "refers-to"), ("Economic Strategy", "refers-to")]),
    ("Bid to the National Lottery Community Fund", [("National Lottery Community Fund", "refers-to")]),
]  # fmt: skip
NONE = [
    "Develop an action plan",
    "Deliver the action plan",
    "Strategy development",
    "Policy and Strategy Team to advise",
    "Produce annual report",
    "Update the risk register",
    "Contribute to the wider agenda",
    "Report progress to the Health and Wellbeing Board",
    "Hold an annual Pride event",
    "Publish our gender pay gap report",
    "Monitor delivery of the Plan",
    "Ensure the Strategy reflects local needs",
    "Consider how the strategy can be improved",
    "Hold a survey of residents",
    "Promote the Real Living Wage",
    "Maintain Disability Confident status",
    "Act on feedback",
    "Plan a programme of events",
    "Agree standards of service",
    "Improve standards in private rented homes",
    "Review progress every quarter",
    "Fund raising with partners",
    "Award grants to community groups",
    "Ensure Members act as champions",
    "Set up a scheme",
    "New programme of training",
    "Project plan agreed",
    "The Board will act on the survey",
    "Work with NHS and VCSE partners on the plan",
    "Council to plan ahead",
    "Head of Strategy to lead",
    "Identify gaps in provision through audit",
]


@pytest.mark.parametrize("text, expected", [*NEEDS, *FEEDS, *MENTIONS, *((text, []) for text in NONE)])
def test_a_sentence_hangs_on_what_it_names_and_no_more(text, expected):
    found = find_instruments(text)
    assert [(one.name, link_type(text, one.start, one.end).value) for one in found] == expected

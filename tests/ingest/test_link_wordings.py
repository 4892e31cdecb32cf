"""What sentences of many plans hang on, and which way: each with the links a careful person writes down.

The links were written before the reader was tried on them. Precision comes first: words that name no instrument of
their own ("the action plan", "strategy development") give none.
"""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import pytest
from papers import write_text

from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.what.action_mentions import ActionReferences
from cohesion_graph.ingest.what.instruments import find_instruments
from cohesion_graph.ingest.what.links import link_types
from cohesion_graph.model.claims import Dependency

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
MORE = [
    ("Deliver the Council's Net Zero Roadmap", [("Net Zero Roadmap", "delivers-part-of")]),
    ("Work with partners to refresh the Anytown Partnership's Drug and Alcohol Strategy", [("Anytown Partnership's Drug and Alcohol Strategy", "establishes")]),
    ("Ensure that the Armed Forces Covenant is embedded in the HR Policy", [("Armed Forces Covenant", "refers-to"), ("HR Policy", "embedded-in")]),
    ("Support the Government's Prevent Strategy", [("Prevent Strategy", "feeds-into")]),
    ("Increase take up of the Healthy Start scheme", [("Healthy Start scheme", "refers-to")]),
    ("Reduce the gap in the Index of Multiple Deprivation", [("Index of Multiple Deprivation", "refers-to")]),
    ("Undertake an EIA", [("EIA", "establishes")]),
    ("EIAs completed for all new policies", [("EIAs", "establishes")]),
    ("Produce a Local Nature Recovery Strategy with neighbouring councils", [("Local Nature Recovery Strategy", "establishes")]),
    ("Respond to the National Planning Policy Framework consultation", [("National Planning Policy Framework", "refers-to")]),
    ("Contribute to the West Midlands Combined Authority Local Transport Plan", [("West Midlands Combined Authority Local Transport Plan", "feeds-into")]),
    ("Agree Section 75 agreement with ICB", [("Section 75 agreement", "establishes")]),
    ("Apply for Purple Flag accreditation", [("Purple Flag accreditation", "refers-to")]),
    ("Retain Customer Service Excellence standard", [("Customer Service Excellence standard", "meets-standard")]),
    ("Meet the targets in the Carbon Management Plan", [("Carbon Management Plan", "meets-standard")]),
    ("Following the outcome of the Local Government Review, agree next steps", [("Local Government Review", "requires")]),
    ("Dependent on DfT funding", [("DfT funding", "conditional-on")]),
    ("Subject to the outcome of the Spending Review", [("outcome of the Spending Review", "conditional-on")]),
    ("Conditional on planning consent being granted", [("planning consent being granted", "conditional-on")]),
    ("Subject to budget approval", [("budget approval", "conditional-on")]),
    ("Delivered as part of the Levelling Up Partnership Programme", [("Levelling Up Partnership Programme", "delivers-part-of")]),
    ("Part of the Integrated Care Strategy", [("Integrated Care Strategy", "delivers-part-of")]),
    ("This action supports the Economic Growth Strategy", [("Economic Growth Strategy", "feeds-into")]),
    ("Links with Early Help Strategy, SEND Strategy and Youth Justice Plan", [("Early Help Strategy", "refers-to"), ("SEND Strategy", "refers-to"), ("Youth Justice Plan", "refers-to")]),
    ("Update the Strategic Asset Management Plan and Housing Revenue Account Business Plan", [("Strategic Asset Management Plan", "establishes"), ("Housing Revenue Account Business Plan", "establishes")]),
    ("Review of Council Tax Reduction Scheme", [("Council Tax Reduction Scheme", "establishes")]),
    ("Carry out a Local Housing Needs Survey", [("Local Housing Needs Survey", "establishes")]),
    ("Complete the self-assessment against the Equality Framework for Local Government", [("Equality Framework for Local Government", "uses")]),
    ("Reach Achieving level of the Equality Framework for Local Government", [("Equality Framework for Local Government", "meets-standard")]),
    ("Develop a domestic abuse policy for staff", [("domestic abuse policy", "establishes")]),
    ("Introduce a trauma-informed practice framework", [("trauma-informed practice framework", "establishes")]),
    ("The NHS Plan and the Local Plan are reviewed", [("NHS Plan", "refers-to"), ("Local Plan", "establishes")]),
    ("Work to the London Plan and Mayor's Transport Strategy", [("London Plan", "refers-to"), ("Mayor's Transport Strategy", "refers-to")]),
    ("Use learning from Safeguarding Adults Reviews", [("Safeguarding Adults Reviews", "uses")]),
    ("Monitor through the Performance Management Framework", [("Performance Management Framework", "monitored-through")]),
    ("KPIs reported through Corporate Performance Framework", [("Corporate Performance Framework", "monitored-through")]),
    ("Implement NICE guidance", [("NICE guidance", "delivers-part-of")]),
    ("Follow NICE Guidance NG44", [("NICE Guidance", "in-line-with")]),
    ("Develop the Pharmaceutical Needs Assessment (PNA) by October", [("Pharmaceutical Needs Assessment", "establishes")]),
    ("Promote the Green Flag Award in parks", [("Green Flag Award", "refers-to")]),
    ("Five parks achieve Green Flag Award", [("Green Flag Award", "meets-standard")]),
]  # fmt: skip
LATER = [
    ("Ensure all Local Development Frameworks include policies on trees", [("Local Development Frameworks", "embedded-in")]),
    ("Carry out a Training Needs Analysis for staff", [("Training Needs Analysis", "establishes")]),
    ("Make an application under the Village Award Scheme", [("Village Award Scheme", "refers-to")]),
    ("Fulfil our duties under Section 49A of the Disability Discrimination Act 1995", [("Disability Discrimination Act 1995", "meets-standard")]),
    ("Contribute to the outcomes of the Improvement and Recovery Plan", [("Improvement and Recovery Plan", "feeds-into")]),
    ("Support the roll out of the National Broadband Plan", [("National Broadband Plan", "feeds-into")]),
    ("Roll out the Best Start in Life programme", [("Best Start in Life programme", "delivers-part-of")]),
    ("Review the Council's Statement of Community Involvement", [("Statement of Community Involvement", "establishes")]),
    ("To be rolled out subject to evaluation and Cabinet approval", [("Cabinet approval", "conditional-on")]),
    ("Subject to successful consultation and Secretary of State consent", [("successful consultation", "conditional-on"), ("Secretary of State consent", "conditional-on")]),
    ("Funded from the Public Health Grant", [("Public Health Grant", "uses")]),
    ("Achieve Gold in the Employer Recognition Scheme", [("Employer Recognition Scheme", "meets-standard")]),
    ("Sign the Race at Work Charter", [("Race at Work Charter", "establishes")]),
    ("Maintain Investors in People accreditation", [("Investors in People accreditation", "meets-standard")]),
    ("Feed into the review of the Local Transport Plan", [("Local Transport Plan", "feeds-into")]),
    ("Refresh the Violence against Women and Girls Strategy", [("Violence against Women and Girls Strategy", "establishes")]),
    ("Align commissioning intentions to the NHS Long Term Plan", [("NHS Long Term Plan", "in-line-with")]),
    ("Align the Sports Facilities Strategy with the Local Plan", [("Sports Facilities Strategy", "refers-to"), ("Local Plan", "in-line-with")]),
    ("Meet our duty under the Well-being of Future Generations (Wales) Act 2015", [("Well-being of Future Generations (Wales) Act 2015", "meets-standard")]),
    ("Deliver our commitments under the Climate Change (Scotland) Act 2009", [("Climate Change (Scotland) Act 2009", "delivers-part-of")]),
    ("Achieve Level 3 of the Equality Framework", [("Equality Framework", "meets-standard")]),
    ("Develop and implement a Workforce Strategy and Wellbeing Plan", [("Workforce Strategy", "establishes"), ("Wellbeing Plan", "establishes")]),
    ("Promote the Household Support Fund and Council Tax Support scheme", [("Household Support Fund", "refers-to"), ("Council Tax Support scheme", "refers-to")]),
    ("Review progress on the White Ribbon action plan", [("White Ribbon action plan", "refers-to")]),
    ("Deliver the Supporting Families programme", [("Supporting Families programme", "delivers-part-of")]),
]  # fmt: skip
NONE = [
    "Promote uptake of Warm Home Discount",
    "Complete DPIA before launch",
    "Embed Health in All Policies",
    "Adopt a Health in All Policies approach",
    "Agree Section 106 contributions",
    "Meet Gypsy and Traveller site needs identified in the GTAA",
    "Ensure all staff complete Equality and Diversity training",
    "Ensure services reflect the Social Model of Disability",
    "Equality Objectives published",
    "Deliver Bikeability in schools",
    "Use Community Infrastructure Levy to fund paths",
    "Pending approval of the business case",
    "If funding is secured, extend the scheme",
    "Delivered as part of the Town Deal",
    "Adhere to the Compact",
    "Review our policy on domestic abuse",
    "Develop policies and procedures",
    "Develop and implement a communications plan",
    "Plan for winter",
    "Train 20 Mental Health First Aiders",
    "Council Tax team to promote scheme",
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


@pytest.mark.parametrize("text, expected", [*NEEDS, *FEEDS, *MENTIONS, *MORE, *LATER, *((text, []) for text in NONE)])
def test_a_sentence_hangs_on_what_it_names_and_no_more(text, expected):
    found = find_instruments(text)
    kinds = link_types(text, [(one.start, one.end) for one in found])
    assert [(one.name, kind.value) for one, kind in zip(found, kinds, strict=True)] == expected


REFS = ActionReferences(["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "3.2", "5", "A2", "A3", "H3", "SP-04"])
ACTIONS = [
    ("See action 3.2", [("3.2", "refers-to")]),
    ("See also 1.1, 1.2 & 1.3", [("1.1", "refers-to"), ("1.2", "refers-to"), ("1.3", "refers-to")]),
    ("Links to Actions 2.1 and 2.3", [("2.1", "refers-to"), ("2.3", "refers-to")]),
    ("Cross reference to action 1.2", [("1.2", "refers-to")]),
    ("To be delivered alongside H3", [("H3", "refers-to")]),
    ("Linked with SP-04 and sp 04", [("SP-04", "refers-to")]),
    ("Depends on action 1.1", [("1.1", "requires")]),
    ("Dependent on A2 and A3", [("A2", "requires"), ("A3", "requires")]),
    ("Following completion of A2, appoint a lead", [("A2", "requires")]),
    ("Once A3 is complete, report", [("A3", "requires")]),
    ("Requires outcome of 2.1", [("2.1", "requires")]),
    ("Feeds into action 3.2", [("3.2", "feeds-into")]),
    ("Supports action 5", [("5", "feeds-into")]),
    ("Informed by action 2.2", [("2.2", "uses")]),
    ("Use findings from action 1.3", [("1.3", "uses")]),
    ("See actions 2.1 - 2.4", [("2.1", "refers-to"), ("2.2", "refers-to"), ("2.3", "refers-to"), ("2.4", "refers-to")]),
    ("See action 9.9", []),
    ("See 5 residents each week", []),
    ("Supports objective 5", []),
    ("Increase take-up by 2.1 per cent to 1.3", []),
    ("Recruit 5 officers", []),
    ("Reach level 1.2", []),
]  # fmt: skip


@pytest.mark.parametrize("text, expected", ACTIONS)
def test_actions_named_by_reference_are_told_with_their_direction(text, expected):
    assert [(one.ref, one.kind.value) for one in REFS.find(text)] == expected


PLAN = """Ref,Action,Lead,Timescale,Links to other strategies
1.1,Open a hub in the town,Housing Team,"March 2025, subject to Cabinet approval","Housing Strategy; Health, Work and Skills Strategy"
1.2,Train staff following completion of action 1.1,HR Team,2024/25,None
1.3,Monitor delivery of the Strategy,Public Health,Quarterly,Supports the Joint Health and Wellbeing Strategy
1.4,Adopt the Anytown Place Plan (APP),Public Health,2025,"1.2, 1.3"
1.5,Feeds into the APP,Public Health,2025,Corporate Plan Priority 1.2
"""


def test_columns_and_deadlines_tell_links_too_and_the_strategy_is_a_doubt(tmp_path):
    dataset = read_documents([write_text(tmp_path / "plan.csv", PLAN)]).dataset
    links = [claim for claim in dataset.claims.values() if isinstance(claim, Dependency)]
    assert [(claim.item, claim.type.value, claim.target) for claim in links] == [
        ("1.1", "conditional-on", "cabinet-approval"),
        ("1.1", "refers-to", "housing-strategy"),
        ("1.1", "refers-to", "health-work-and-skills-strategy"),
        ("1.2", "requires", "1.1"),
        ("1.3", "feeds-into", "joint-health-and-wellbeing-strategy"),
        ("1.4", "establishes", "anytown-place-plan"),
        ("1.4", "refers-to", "1.2"),
        ("1.4", "refers-to", "1.3"),
        ("1.5", "feeds-into", "anytown-place-plan"),
        ("1.5", "refers-to", "corporate-plan"),
    ]
    assert [doubt.what for doubt in dataset.doubts.values() if "does not say which" in doubt.what] == [
        "'the Strategy' does not say which strategy is meant: no link is made."
    ]

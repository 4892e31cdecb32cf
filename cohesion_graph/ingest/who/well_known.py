"""Names of bodies and council services that stand by themselves in any plan, and pairs of words that are one name.

General knowledge of public life in the United Kingdom, for one use: to tell whether "and" joins two names or stands
inside one. What is not listed is told by other means, or doubted.
"""

# ruff: noqa: E501 - patterns and tables of patterns are checked more easily on one line each

from __future__ import annotations

import re

from cohesion_graph.documents.words import word_set

__all__ = ["WORDS_OF_SERVICES", "is_body", "is_pair", "is_service"]

_BODIES = re.compile(
    r"(?:(?:the |local |[a-z]+ )?(?:police|fire (?:service|brigade)|fire (?:and|&) rescue(?: service)?|ambulance service|probation(?: service)?|nhs(?: [a-z'’-]+){0,3}|gps?|gp (?:practices|surgeries)|"
    r"schools|colleges|universities|cvs|icb|ccg|dwp|hmrc|job ?centre(?: plus)?|citizens[’']? advice(?: bureau)?|healthwatch|age (?:uk|concern|cymru|scotland)|mind|samaritans|relate|"
    r"shelter|crisis|centrepoint|emmaus|ymca|ywca|barnardo[’']?s|nspcc|victim support|women[’']?s aid|refuge|stonewall|scope|mencap|sense|st mungo[’']?s|salvation army|"
    r"home-?start|sure start|carers trust|alzheimer[’']?s society|macmillan|marie curie|british red cross|red cross|oxfam|groundwork|sustrans|living streets|rspca|rnli|wwf|"
    r"housing associations?|registered (?:social landlords|providers)|landlords|developers|volunteers|clerk|councillors|governors|governing body|trustees|head ?teachers?|senco|faith groups|community groups|voluntary sector|parish councils|"
    r"environment agency|natural england|historic england|sport england|arts council(?: england)?|homes england|network rail|national highways|transport for london|"
    r"crown prosecution service|cps|hm prison service|hmpps|home office|cabinet office|border force|uk visas and immigration|youth offending (?:service|team)|chamber of commerce|bid))"
)
_SERVICES = re.compile(
    r"(?:public health|trading standards|environmental health|adult social care|adult services|adult education|children[’']?s (?:services|social care)|children (?:and|&) families|"
    r"social (?:care|services)|community safety|community development|housing options|housing services|strategic housing|building control|planning policy|economic development|"
    r"human resources|legal services|democratic services|customer services|corporate communications|library services?|leisure services|licensing|highways|libraries|regeneration|"
    r"early help|youth services?|youth justice|emergency planning|waste services|property services|street scene|registration services)"
)
_PAIRS = re.compile(
    r"\b(?:police (?:and|&) crime|fire (?:and|&) rescue|health (?:and|&) (?:well|social|safety|care|housing|adult)|(?:social )?care (?:and|&) (?:health|well|support|education)|"
    r"children(?:[’']?s)? (?:and|&) (?:young|famil|adult|learning|education)|child(?:ren)? (?:and|&) adolescent|women (?:and|&) (?:girls|children)|young people (?:and|&) (?:famil|skills|communit)|"
    r"equalit(?:y|ies) (?:and|&) (?:diversity|inclusion|human)|diversity (?:and|&) (?:inclusion|equality)|arts (?:and|&) (?:culture|heritage)|culture (?:and|&) (?:leisure|sport|heritage|tourism)|"
    r"sports? (?:and|&) (?:leisure|culture|recreation|physical)|parks? (?:and|&) (?:open|recreation|green|leisure|countryside|gardens|grounds)|"
    r"highways? (?:and|&) transport|transport (?:and|&) (?:highways?|infrastructure|travel|planning)|revenues? (?:and|&) benefits?|policy (?:and|&) (?:performance|partnerships?|strategy|communications?|research|planning)|"
    r"strategy (?:and|&) (?:performance|policy|partnerships?|commissioning|insight|development)|people (?:and|&) (?:culture|change|organisational|communit|places?|performance)|hr (?:and|&) od|"
    r"resources? (?:and|&) (?:organisational|recycling|governance)|communities (?:and|&) (?:local|place|environment|housing|neighbourhoods?|localities|partnerships?)|"
    r"communit(?:y|ies) (?:and|&) (?:voluntary|learning|safety|leisure)|voluntary (?:and|&|,) (?:community|faith)|housing (?:and|&) (?:homeless|communit|neighbourhood|planning|regeneration|property|care|health|support|environment)|"
    r"homeless\w* (?:and|&) (?:rough|housing)|planning (?:and|&) (?:building|regeneration|development|housing|environment|economic)|environment (?:and|&) (?:climate|community|sustainab|transport|place)|"
    r"regeneration (?:and|&) (?:housing|growth|planning|economic|economy|development)|finance (?:and|&) (?:resources|procurement|corporate|assets|governance|commercial)|legal (?:and|&) (?:democratic|governance|electoral)|"
    r"governance (?:and|&) (?:legal|law|democratic|assurance)|learning (?:and|&) (?:development|skills|organisational)|education (?:and|&) (?:skills|learning|inclusion|children|early)|skills (?:and|&) (?:employment|learning|education|work)|"
    r"employment (?:and|&) (?:skills|learning|business)|business (?:and|&) (?:economy|economic|enterprise|skills|intellectual)|marketing (?:and|&) communications?|communications? (?:and|&) (?:marketing|engagement|media|information)|"
    r"information (?:and|&) (?:technology|communications?|governance|advice)|research (?:and|&) (?:development|intelligence|innovation)|waste (?:and|&) (?:recycling|street|environment)|streets? (?:and|&) (?:open|parks|greenspace)|"
    r"lesbian|gypsies|gypsy|roma|refugees? (?:and|&) (?:migrant|asylum)|asylum|special educational|black (?:and|&)|minority|drugs? (?:and|&) alcohol|alcohol (?:and|&) drugs?|food (?:and|&) (?:drink|farming|growing)|"
    r"england (?:and|&) wales|brighton (?:and|&) hove|tyne (?:and|&) wear|bath (?:and|&)|(?:redcar|telford|kensington|hammersmith|barking|windsor|perth|argyll|dumfries|armagh|newry|ards|antrim|lisburn|mid) (?:and|&))"
)
WORDS_OF_SERVICES = word_set(
    "access active adult adults advice affairs ageing all arts assets benefits british building business care career central change "
    "chief child children children's city civic climate commissioning communications communities community corporate council county "
    "crime culture cultural customer delivery democratic development digital disability district diversity early east economic "
    "economy education emergency employment energy engagement england english enterprise environment environmental equality "
    "estates events executive facilities faith families family finance financial fire first fleet food forward friends governance "
    "green growth health healthy help heritage highways home homeless homelessness homes housing human improvement inclusion "
    "information infrastructure innovation insight integration intelligence international investment it justice key land learning "
    "legal leisure libraries library licensing life living local london management marketing media mental migration mobility "
    "money museum museums national natural neighbourhood neighbourhoods new north older operations options organisational parks "
    "participation partner partnership partnerships people performance physical place planning play policy population prevention "
    "primary private procurement programme programmes project projects property protection public recovery recreation recycling "
    "refugee regeneration regional registration regulatory research resilience resources revenues rights risk road royal rural "
    "safeguarding safer safety school schools science sector senior sexual skills social south space spaces special sport sports "
    "standards strategic strategy street streets support sustainability sustainable systems technology tenancy tourism town trade "
    "trading traffic training transformation transport travel treasury university urban valley venture village violence voluntary "
    "volunteer volunteering waste water welfare well wellbeing west with women women's work workforce world young youth anti action "
    "the grounds maintenance scottish welsh irish cymru coleg alliance united victim victims survivor survivors migrant migrants minority ethnic mutual aid open air bus rail police"
)
"""Words that names of services and bodies are made of, in lower case; a person's name has none of them."""


def _plain(name: str) -> str:
    return re.sub(r"^the ", "", re.sub(r"\s+", " ", name).strip(" .,").casefold())


def is_body(name: str) -> bool:
    """Whether a name is a well-known body, or a sort of body, by itself.

    >>> is_body("Police"), is_body("Age UK"), is_body("Health")
    (True, True, False)
    """
    return bool(_BODIES.fullmatch(_plain(name)))


def is_service(name: str) -> bool:
    """Whether a name is a usual service of councils by itself; "Team" or "Department" may still follow it.

    >>> is_service("Public Health"), is_service("Adult Social Care"), is_service("Children")
    (True, True, False)
    """
    return bool(_SERVICES.fullmatch(_plain(name)))


def is_pair(name: str) -> bool:
    """Whether "and" stands inside a usual pair of words: "Health and Wellbeing", "Revenues & Benefits".

    >>> is_pair("Police and Crime Commissioner"), is_pair("Housing & Homelessness Team"), is_pair("Police and Schools")
    (True, True, False)
    """
    return bool(_PAIRS.search(_plain(name)))

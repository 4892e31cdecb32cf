"""The standing pages: about, accessibility, licence, privacy, and what is shown when nothing is at an address."""

from __future__ import annotations

from collections.abc import Iterator

from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Fact, Page, Section, Thing
from cohesion_graph.publish.urls import ABOUT_PAGES

__all__ = ["standing_pages"]


def standing_pages(lookups: Lookups) -> Iterator[Page]:
    """About, accessibility statement, licence, privacy and 404."""
    content = {
        "about": _about(lookups),
        "accessibility": _accessibility(lookups),
        "licence": _licence(lookups),
        "privacy": _privacy(lookups),
    }
    for folder, title in ABOUT_PAGES.items():
        yield Page(f"{folder}/index.html", title, content[folder], section=folder)
    terms = _licence(lookups)
    home = Anchor("Downloads and data", f"{lookups.urls.dataset_folder}/index.html")
    folder = f"{lookups.urls.dataset_folder}/terms"  # the address that the catalogue gives as terms of use
    yield Page(
        f"{folder}/index.html",
        "Terms of use of the data",
        terms,
        crumbs=(home,),
        address=lookups.urls.addresses.terms,
        data=folder,
        thing="terms:",
        section="downloads",
    )
    yield _authority(lookups)
    lead = "Nothing is at this address. It may have been typed wrongly, or the thing has never been in the plan."
    links = (Anchor("Home", "index.html"), Anchor("Search", "search/index.html"))
    missing = Thing("Page not found", lead, sections=(Section("try", "What to try", links=links),), jump=False)
    yield Page("404.html", "Page not found", missing, template="missing.html")


def _authority(lookups: Lookups) -> Page:
    """The council whose area the plan is for: what its address answers with."""
    authority, urls = lookups.dataset.authority, lookups.urls
    facts = [Fact("Its plan", lookups.node_link(f"plan/{lookups.dataset.plan.id}"))]
    facts += [Fact("As a body in the plan", lookups.body_link(authority.body))] if authority.body else []
    facts += [Fact("GSS code of its area", authority.area)] if authority.area else []
    facts += [Fact(name, value) for name, value in sorted(authority.codes.items())]
    return Page(
        f"{urls.authority}/index.html",
        f"{authority.name}, the authority",
        Thing("Authority", summary=tuple(facts), jump=False),
        address=urls.addresses.authority,
        data=urls.authority,
        thing="authority:",
        section="plan",
    )


def _about(lookups: Lookups) -> Thing:
    dataset = lookups.dataset
    how: tuple[str, ...] = (
        (
            "Everything here was read from the documents listed under Documents. Each statement (who, by when, what it "
            "depends on) keeps the exact words it rests on, and its basis: whether the document says it in so many "
            "words, "
            "by the heading of a column, or whether a rule or a person inferred it."
        ),
        (
            "Where two documents say different things, both stand. Nothing is settled silently: a difference is "
            "marked as decided only where an editor has decided it, with the reason."
        ),
        "Where a document does not settle something, a doubt says so, with the readings that it allows.",
        (
            "Wordings such as “Welcome packs produced” are what is aimed at. Progress is shown only where "
            "somebody has reported it; otherwise it says “not reported”."
        ),
    )
    addresses = (
        (
            f"Each thing has an address that begins with {dataset.base}. Put the folder on a web host at that place, "
            "and each address answers with its page; beside the page are its data (.ttl and .jsonld). The folder "
            "hosting holds rules for nginx, Apache and w3id.org that let one address answer people and machines alike."
        ),
        "The site works from a disk as well: open index.html. Nothing is requested from anywhere else.",
    )
    if lookups.as_of is None:
        day = (
            "No date is told to be past, because the site was built without a day to judge by. Whoever builds it can "
            "name one: cohesion-graph build --as-of YYYY-MM-DD."
        )
        how = (*how, day)
    facts = [
        Fact("Plan", dataset.plan.title),
        Fact("For", Anchor(dataset.authority.name, f"{lookups.urls.authority}/index.html")),
    ]
    facts += [Fact("Published by", dataset.publisher)] if dataset.publisher else []
    return Thing(
        "About",
        dataset.description,
        tuple(facts),
        sections=(
            Section("how", "How to read it", notes=how),
            Section("addresses", "Addresses and data", notes=addresses),
        ),
        jump=False,
    )


def _accessibility(lookups: Lookups) -> Thing:
    aims = (
        (
            "The pages are made to meet the Web Content Accessibility Guidelines version 2.2, level AA: they can be "
            "used "
            "with a keyboard, zoomed to 400%, read in light and dark, printed, and used without JavaScript."
        ),
        "Tables have captions and headed rows and columns. Colour never stands alone: every state is told in words.",
    )
    limits = (
        "The interactive pictures need JavaScript; each has a table with the same content.",
        "Wide tables scroll sideways on narrow screens, inside their own frame, which a keyboard can reach.",
        (
            "Words quoted from documents are as the documents have them, scanning damage included, and may be hard "
            "for a "
            "screen reader; repaired wordings stand beside them."
        ),
        (
            "Each build's pages are checked by program. They have not been tested with people who use assistive "
            "technology: whoever publishes this site should do so before saying that it conforms."
        ),
    )
    whom = f"Tell {lookups.dataset.publisher or lookups.dataset.authority.name} of anything that does not work for you."
    return Thing(
        "Accessibility",
        "What this site does for people who use it in different ways, and where it falls short.",
        sections=(
            Section("aims", "What was done", notes=aims),
            Section("limits", "Where it falls short", notes=limits),
            Section("contact", "If something does not work", notes=(whom,)),
        ),
        jump=False,
    )


def _licence(lookups: Lookups) -> Thing:
    licence = lookups.dataset.licence
    facts = [Fact("Terms", licence.statement)] + ([Fact("Licence", licence.url)] if licence.url else [])
    notes = (
        (
            "These are the terms that the dataset itself states; none is presumed. Quotations are short extracts of "
            "the "
            "documents, and rights in the documents stay with their publishers."
        ),
    )
    return Thing(
        "Licence", summary=tuple(facts), sections=(Section("note", "What this covers", notes=notes),), jump=False
    )


def _privacy(lookups: Lookups) -> Thing:
    named = sum(len(source.masks) for source in lookups.dataset.sources)
    names = (
        f"The documents name officers in {named} places. Each name is covered in the text by as many block "
        "characters (█), so that the words can still be found and counted. The number of officers is kept, "
        "their names are not."
        if named
        else "No officer's name is marked in the documents."
    )
    notes = (
        names,
        "Bodies and posts are shown as the documents name them. Who reports progress is shown as a role.",
        (
            "This site sets no cookies, stores nothing on your device, and sends nothing to anyone: it requests no "
            "file "
            "from any other place. Whoever hosts it may keep the usual logs of a web server, and has to tell you so."
        ),
    )
    return Thing("Privacy", sections=(Section("names", "Names and visits", notes=notes),), jump=False)

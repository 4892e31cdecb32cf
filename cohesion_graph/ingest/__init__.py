"""Documents in, a draft dataset out: ``read_documents`` is the way in, ``Draft`` what it gives.

.. code-block:: text

    opened       documents read and laid out            draft        all of it put together
    records/     which rows of known tables are actions, and what each of their cells holds
    when/        dates, deadlines, intervals, periods
    who/         names of bodies told apart, kinds of body, posts, persons to be withheld
    what/        milestones, references, instruments, links, statuses, alignment, scanning ghosts
    claims/      entries to claims: who, when and links with their words; one register, one list of items
    summary      what a person is told                  slugs        identifiers that spell out no person's name

Nothing here writes a file, opens a network connection, looks at a clock or draws a random number.
"""

from __future__ import annotations

from cohesion_graph.ingest.draft import Draft, read_documents

__all__ = ["Draft", "read_documents"]

"""Documents in, a draft dataset out: ``read_documents`` is the way in, ``Draft`` what it gives, ``reread`` what joins.

.. code-block:: text

    readers/     one module for each format: cells and paragraphs, every word with its place in the extracted text
    layout       which tables are plan tables        headings, columns, action_column   what each column holds   cards
    rows         which row begins an action, which goes on    entry      an action with its rows       references
    section_rows, row_roles, parted_rows, period_cells   headings among rows, notes, lists in a cell, years as columns
    telling_names, well_known   names of bodies told apart, whatever stands between them
    milestones   parties   deadlines   statuses   instruments   links    one module for each kind of understanding
    alignment    which of several bodies or dates belongs to which milestone
    ghosts       garbled repeats left by scanning                        officers   persons' names, to be withheld
    identities   one item over several documents                         registrar  one register of names
    reading      entries to claims, with who, when and linking           draft      all of it put together
    score        a reading against a reviewed dataset
    reread       a new edition joined with a person's corrections (reread_claims, reread_items and so on: its parts)
    slugs        identifiers that spell out no person's name         document_names  what documents are kept under

Nothing here writes a file, opens a network connection, looks at a clock or draws a random number.
"""

from __future__ import annotations

from cohesion_graph.ingest.draft import Draft, read_documents
from cohesion_graph.ingest.reread import Reread, reread

__all__ = ["Draft", "Reread", "read_documents", "reread"]

"""Which things of a document repeat, and which of the repeated things are the plan: one mechanism for every shape.

.. code-block:: text

    leaves       a document as one sequence of leaves: headings, paragraphs, list entries, cells
    lines        lines of plain text and print, joined to the paragraphs they were broken from
    contents     leaves that only list what stands elsewhere, or that print again on each page
    dashes       labels that a dash parts from their values
    anchors      words and numbers in front of a leaf ("Action 3:", "2.1", "(b)")
    labels       which cells of a table are labels, and of what
    candidates   sets of repeated records, from several views of the same leaves
    cycles       the view of labels that come again in running text
    fields       what stands in each record, told apart by its label
    pieces       bodies and dates that stand inside a title, in brackets or as its subject
    sentences    who and when, as sentences of the records say it
    roles        what each field holds, told over all records of a set together
    signs        what speaks for a set as a plan, and what against it
    likeness     how much a set looks like things to be done (`weights.yaml`)
    weighing     sets against each other, and by what the document calls itself
    choice       which sets are taken, which stand inside others, and what was not taken
    plan_tables  the sets taken, as tables of a plan
    judge        a reading held against the best other one

A record is an interval of leaves, so that containment, overlap and share of words are arithmetic for every format.
The ideas are those of record mining: MDR and DEPTA (repeated regions), RoadRunner (what repeats word for word is
template, what varies is data), TableMiner (kinds of columns decided together).
"""

"""A dataset as a folder of YAML that a person can read, edit and review as a diff.

.. code-block:: text

    dataset.yaml            title, publisher, licence, authority, the sources with their digests
    register.yaml           bodies, instruments, and the plan: sections, actions, milestones
    claims/<source>.yaml    what one source says, item by item, each claim with its words; doubts; words set aside
    editorial.yaml          a person's judgements (may be absent)
    updates.csv             what is reported about progress, kept in a spreadsheet (may be absent)
    as-read.sha256          tells whether anybody changed what was read (written by reading; may be absent)
    sources/                the documents, byte for byte, and extracted texts

Field names are those of the records in `model`; a claim's ``item`` and ``source`` come from where it stands.
Every value is read as text and typed by the model, so ``no``, ``2009-03`` and ``007`` mean what they look like.
"""

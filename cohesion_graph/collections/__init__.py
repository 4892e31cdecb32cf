"""Many plans as one collection: their tables as Parquet, questions across them, and which of their bodies are one.

A collection is a folder:

.. code-block:: text

    collection.yaml      title, publisher, and the datasets: where each is, and the digest of what was taken from it
    bodies.csv           which bodies of which plans are one: a person's judgements (`bodies`)
    proposals.csv        which may be: to be judged (`proposing`)
    fetched/             plans that others publish, as they came from their addresses (`fetching`)
    built-from.json      the digest of each dataset in the tables; kept with the collection, not with what is published
    tables/              what was built: one folder of Parquet files for each table (`schema`), datapackage.json,
                         catalogue.ttl

A plan is small and a nation is many plans, so nothing here holds more than one dataset and one file of tables in
memory. Needs the extra ``collections``.
"""

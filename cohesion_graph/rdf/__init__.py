"""Linked data: one description of the records, and everything that is written, checked and read back from it.

`describe` says a derivation as N-Quads lines; `store` puts them into Oxigraph, `write` into every RDF form, `read`
takes them back to a dataset. `namespaces` makes every address and `terms` every encoded term; nothing else does.
"""

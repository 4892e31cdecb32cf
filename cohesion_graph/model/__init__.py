"""What a plan says: frozen pydantic records, and nothing that reads, writes or draws.

Start with `dataset.Dataset`; `claims` holds what the documents state, `evidence` the words they rest on.
"""

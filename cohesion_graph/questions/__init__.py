"""The question library: ready questions, asked of a plan, a store on disk or an endpoint; and the user's own SPARQL.

`ask.ask` puts a ready question, `registry.questions` lists them, `sparql.query` runs a query of one's own.
"""

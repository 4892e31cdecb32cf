"""The optional web server: a built site with content negotiation, and a read-only SPARQL endpoint over its data.

``run.serve`` is all that the command line needs. Starlette and uvicorn come with the extra ``serve`` and are imported
by no other part of the package.
"""

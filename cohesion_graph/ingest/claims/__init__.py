"""Claims: from the entries of a document to statements with evidence, one register and one list of items."""

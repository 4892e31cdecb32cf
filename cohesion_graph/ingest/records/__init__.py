"""Which rows, cards, lists and headings of a document are the things to be done, and what each cell of them holds."""

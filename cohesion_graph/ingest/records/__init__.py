"""Which rows of known tables are the things to be done, and what each cell of them holds."""

"""The words of each language: one readable file a language, and what compiles them.

A language is a file beside this one, ``en.yaml``: what plans call things, verbs, months, small words, each word once.
It is found by being there. `notation` reads the short forms in which entries are written and is the only place that
makes patterns of them; `phrases` answers what words mean. Nothing here knows documents, plans or records.
"""

"""The offline folder that a council can publish as it is: pages, tables, downloads, linked data, sheets, calendar.

`site.build_site` writes it all; `urls` decides every address and file name; each other module knows one kind of page
or file. Everything is made from a `plan.LoadedPlan` and derives nothing of its own.
"""

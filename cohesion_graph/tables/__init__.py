"""Tables: the one shape in which rows leave the package, and the plan's own tables.

`table` holds `Table` and how it is written (text, CSV, JSON, Markdown); `plan_tables` makes the tables that
`export csv`, the workbook and the downloads share.
"""

from cohesion_graph.tables.table import Column, Table

__all__ = ["Column", "Table"]

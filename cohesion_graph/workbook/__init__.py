"""A dataset as an Excel workbook that a person corrects, and the corrections brought back.

The workbook shows the plan's tables (`tables.plan_tables`), keyed by stable identifiers. A hidden copy of each sheet
keeps what was exported, so that coming back is a three-way merge: what the person changed is applied to the dataset as
it is now, what both changed is reported, and what nobody changed is not touched, whether the workbook shows it or not.

`sheets` says what may be changed where; `export` writes; `read` reads; `merge` compares; `apply` changes the dataset,
row by row (`records`) in its plain content (`plain_dataset`).
"""

from cohesion_graph.workbook.apply import Corrected, corrected
from cohesion_graph.workbook.export import export_workbook

__all__ = ["Corrected", "corrected", "export_workbook"]

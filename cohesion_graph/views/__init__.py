"""Pictures of a plan: each one offline HTML file, a still SVG, and the same content as a table.

>>> from cohesion_graph.views import VIEWS
>>> "all-links" in VIEWS
True
"""

from cohesion_graph.views.registry import VIEWS, page, view
from cohesion_graph.views.view import View

__all__ = ["VIEWS", "View", "page", "view"]

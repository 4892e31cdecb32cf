"""PDF documents with a text layer: pages, their tables drawn or free, and what lies between."""

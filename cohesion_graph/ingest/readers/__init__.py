"""Readers: one module for each format, each giving cells that know where they stand."""

from __future__ import annotations

from cohesion_graph.ingest.readers.opening import read_document

__all__ = ["read_document"]

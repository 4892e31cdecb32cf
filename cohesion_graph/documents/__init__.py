"""Readers: one module for each format, each giving cells that know where they stand."""

from __future__ import annotations

from cohesion_graph.documents.opening import read_document

__all__ = ["read_document"]

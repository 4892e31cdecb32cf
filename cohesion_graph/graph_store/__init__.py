"""Pushing datasets to a SPARQL 1.1 service by its Graph Store Protocol: one PUT for each named graph."""

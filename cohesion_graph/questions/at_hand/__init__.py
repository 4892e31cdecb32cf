"""Answers of a plan at hand about what sources say of items: from its index, without a store.

Each function answers the question whose step, or else whose name, it has: with the rows that its query and its step
give of a store.
Questions about bodies and about what hangs on what take the same step on both roads (`questions.bodies`, ``ways``).
"""

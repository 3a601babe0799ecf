"""Lets the hidden suites run by themselves, against the reference: ``pytest autograder/suites``."""

from autograder.engine.plugin import earlier, reference, rng, student

__all__ = ["earlier", "reference", "rng", "student"]

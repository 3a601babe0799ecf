"""Grading a class: who handed in what, what is graded already, which seed, and the graders that do the rest."""

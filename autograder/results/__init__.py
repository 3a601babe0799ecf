"""Results: what is made of an outcome, under which key, and how it is stored."""

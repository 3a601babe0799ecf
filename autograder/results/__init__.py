"""Results: what is made of an outcome, under which key it stands, and how it is stored."""

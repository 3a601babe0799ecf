"""What is fast here and how much: ``make bench`` measures pace, ``make soak`` looks for leaks in a long run."""

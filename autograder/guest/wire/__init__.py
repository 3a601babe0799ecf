"""What crosses the socket between a grader and a worker, and how it is written down.

``protocol`` names the messages, ``codec`` writes the values in them, ``ledger`` keeps
shared values the same on both sides, ``channel`` carries the frames. Both sides import
these four; neither builds or takes apart a message in any other way.
"""

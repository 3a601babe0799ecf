"""Tools for authors: do the hidden tests find every mistake, and accept every right answer?"""

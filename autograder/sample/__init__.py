"""A sample class: students generated from fixed rules, who hand in work that deserves known marks.

``students`` invents them, ``walk`` takes them through the whole loop with real nbgrader
commands and checks every mark.
"""

"""Everything that runs inside the jail, and the wire format that both sides share.

This package is the only code of ours that a student's process can see. It imports
the standard library, NumPy and msgpack, nothing else of zerokara, and holds no
secret: no test, no reference, no path. It is also imported by the grader, which
speaks the same codec, but there every byte from the worker counts as hostile.

``zygote`` forks ``worker``; a worker ``confine``\\ s itself, loads the student's
``module`` and answers calls that arrive over the ``wire``.
"""

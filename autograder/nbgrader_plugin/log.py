"""What nbgrader logs, without what would act on a terminal: its lines name students' accounts and folders."""

from __future__ import annotations

import logging

from autograder.quoting import printable


class Plain(logging.Filter):
    """Makes each message one that can be shown."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, with its text put together and cleaned."""
        record.msg, record.args = printable(record.getMessage(), keep="\n\t"), ()
        return True

"""Log lines as JSON, without anything personal in them."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The request that is being answered; empty outside of one."""

FIELDS = ("method", "route", "status", "milliseconds", "job", "attempt")
"""What a line may carry beside its words, given as `extra`."""

_PERSONAL = [
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "[address]"),
    (re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])"), "[ip]"),
    (re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])", re.IGNORECASE), "[ip]"),
    (
        re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?(?![\w:])", re.IGNORECASE),
        "[ip]",
    ),
    (re.compile(r"(?<=[\w/])\?[^\s\"']+=[^\s\"']*"), "?[query]"),
]


def without_personal_data(text: str) -> str:
    """`text` with mail addresses, network addresses and query strings taken out."""
    for pattern, instead in _PERSONAL:
        text = pattern.sub(instead, text)
    return text


class JsonFormatter(logging.Formatter):
    """One JSON object a line, cleaned as a whole, so that no field is forgotten."""

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_personal_data(record.getMessage()),
        }
        if current := request_id.get():
            line["request"] = current
        line |= {field: getattr(record, field) for field in FIELDS if hasattr(record, field)}
        if record.exc_info:
            line["traceback"] = without_personal_data(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)

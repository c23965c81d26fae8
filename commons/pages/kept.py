"""What is the same for every reader, read at most twice a second in each process (decision 0009, kept-reads)."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings

P = ParamSpec("P")
T = TypeVar("T")

MOST = 512
"""Answers of one read that are kept at a time: the addresses of strangers must not fill the memory."""


def kept(key: Callable[P, Hashable]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Have a read's answer shared by all who ask for the same `key` within `settings.KEEP_SECONDS`.

    For what does not depend on the reader, and is not changed by those it is handed to. The key is made of the
    arguments and must hold all that the answer depends on, the language among it.
    """

    def decorate(read: Callable[P, T]) -> Callable[P, T]:
        answers: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        readers: dict[Hashable, threading.Lock] = {}

        @wraps(read)
        def ask(*args: P.args, **kwargs: P.kwargs) -> T:
            if not settings.KEEP_SECONDS:
                return read(*args, **kwargs)
            name = key(*args, **kwargs)
            held = answers.get(name)
            if held is not None and time.monotonic() - held[0] < settings.KEEP_SECONDS:
                return held[1]
            # One reads, the others wait for it: eight at once would each take eight times as long, and keep nothing.
            # But not for long, since they may hold the very connections that it needs.
            reader = readers.setdefault(name, threading.Lock())
            is_first = reader.acquire(timeout=settings.KEEP_SECONDS)
            try:
                # The time before it is read: nothing it says may be older than it seems.
                now, held = time.monotonic(), answers.get(name)
                if held is not None and now - held[0] < settings.KEEP_SECONDS:
                    return held[1]
                answer = read(*args, **kwargs)
                _keep(answers, name, (now, answer))
                return answer
            finally:
                if is_first:
                    readers.pop(name, None)
                    reader.release()

        return ask

    return decorate


def _keep(answers: OrderedDict[Hashable, tuple[float, T]], name: Hashable, answer: tuple[float, T]) -> None:
    answers[name] = answer
    answers.move_to_end(name)
    while len(answers) > MOST:
        answers.popitem(last=False)

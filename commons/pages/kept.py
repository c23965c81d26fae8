"""What is the same for every reader, read at most twice a second in each process (decision 0009, kept-reads)."""

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

        @wraps(read)
        def ask(*args: P.args, **kwargs: P.kwargs) -> T:
            if not settings.KEEP_SECONDS:
                return read(*args, **kwargs)
            now, name = time.monotonic(), key(*args, **kwargs)
            held = answers.get(name)
            if held is not None and now - held[0] < settings.KEEP_SECONDS:
                return held[1]
            answer = read(*args, **kwargs)
            # The time before it was read: nothing it says may be older than it seems.
            answers[name] = (now, answer)
            answers.move_to_end(name)
            while len(answers) > MOST:
                answers.popitem(last=False)
            return answer

        return ask

    return decorate

"""Anonymous pages, kept for half a second outside Django (docs/decisions/0003-page-cache.md).

What Django is handed is made from the key alone, so nothing of a reader's can be in what is kept: not their cookies,
address or browser, because the render never sees them. Forms still work, since the tokens they carry are put in for
each visitor as the page goes out.
"""

from .cache import PageCache

__all__ = ["PageCache"]

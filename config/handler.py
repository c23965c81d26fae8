"""Requests answered by plain functions, each from beginning to end in one thread."""

import asyncio
from contextlib import ExitStack

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponseBase

#: Seconds after which the next request begins beside one that is not done.
PATIENCE = 0.1


class ThreadHandler(ASGIHandler):
    """Django's, for middleware and views that are all plain functions.

    Django's own goes back and forth between the loop and the thread: it takes the middleware for a coroutine that
    calls plain functions, and the view likewise.
    """

    def __init__(self) -> None:
        """Nobody's turn yet."""
        super().__init__()
        self._turn = asyncio.Semaphore()

    def load_middleware(self, is_async: bool = False) -> None:
        """Make the chain of plain functions; a coroutine in it still works, adapted."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Run the chain in the request's thread, when those before it are done or take long (0015)."""
        await self._turn.acquire()
        with ExitStack() as turn:
            turn.callback(self._turn.release)
            late = asyncio.get_running_loop().call_later(PATIENCE, turn.close)
            turn.callback(late.cancel)
            return await sync_to_async(self._respond)(request)

    def _respond(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and give the database's connection back before the answer is sent.

        Django does it when all is sent: late for whoever is on a slow line, and never where the server gave the
        request up meanwhile, which leaves the connection open in a thread that nobody uses again.
        """
        response = self.get_response(request)
        if not response.streaming:
            close_old_connections()
        return response

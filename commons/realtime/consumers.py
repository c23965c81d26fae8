"""Sockets."""

from typing import Any


async def close_unknown(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Refuse a socket nobody serves, without a traceback."""
    await receive()
    await send({"type": "websocket.close", "code": 4404})

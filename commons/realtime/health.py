"""Whether what is published arrives."""

import asyncio

from channels.layers import get_channel_layer

WAIT = 2.0
"""Seconds to wait for our own message."""


async def channel_layer_answers() -> bool:
    """Send a message to ourselves and wait for it."""
    layer = get_channel_layer()
    try:
        async with asyncio.timeout(WAIT):
            channel = await layer.new_channel("health")
            await layer.send(channel, {"type": "health"})
            message = await layer.receive(channel)
    except Exception:  # noqa: BLE001 - whatever it is, the layer does not do its work
        return False
    return bool(message["type"] == "health")

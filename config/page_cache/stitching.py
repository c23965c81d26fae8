"""A compressed page with holes in it, filled for each visitor without compressing it again.

DEFLATE is a row of blocks. The pieces between the holes are compressed once, each ending on a byte; a hole is filled
with a stored block, which is its text as it is. For every piece the compressor is told what stands before it, the
hole as bytes that occur nowhere, so that no piece ever refers to what a hole will hold.
"""

import struct
import zlib
from collections.abc import Sequence

HOLE = 64
"""Bytes in a hole: the length of Django's masked CSRF token."""
_WINDOW = 32768
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LAST_BLOCK = b"\x01\x00\x00\xff\xff"


def compress(pieces: Sequence[bytes]) -> list[bytes]:
    """Each piece as DEFLATE blocks, to be given to `stitch` with what goes between them."""
    before, compressed = b"", []
    for piece in pieces:
        compressor = zlib.compressobj(6, zlib.DEFLATED, -15, zdict=before[-_WINDOW:])
        compressed.append(compressor.compress(piece) + compressor.flush(zlib.Z_SYNC_FLUSH))
        before += piece + b"\x00" * HOLE
    return compressed


def stitch(pieces: Sequence[bytes], compressed: Sequence[bytes], filling: bytes) -> bytes:
    """The gzip file of `filling.join(pieces)`; `filling` is as long as a hole."""
    if len(filling) != HOLE:
        raise ValueError(f"a hole holds {HOLE} bytes")
    stored = struct.pack("<BHH", 0, HOLE, HOLE ^ 0xFFFF) + filling
    whole = filling.join(pieces)
    end = struct.pack("<II", zlib.crc32(whole), len(whole) & 0xFFFFFFFF)
    return _HEADER + stored.join(compressed) + _LAST_BLOCK + end

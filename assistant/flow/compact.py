"""Values as JSON in as few signs as it takes."""

from __future__ import annotations

from msgspec.json import Encoder

# Raises UnicodeEncodeError for half a sign. A pack's texts are of a class of their own.
compact = Encoder(enc_hook=str).encode

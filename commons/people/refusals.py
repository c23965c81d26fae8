"""The base of every refusal a service may give."""


class Refused(Exception):
    """A deed is refused: `message` says why in words for the person, `code` for machines, `field` where it belongs."""

    code = "refused"

    def __init__(self, message: str, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.field = field

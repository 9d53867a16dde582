"""The one refusal of this package."""


class UnreadableFile(Exception):
    """The file cannot be read as a whole; `message` is Indonesian and says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

"""The one exception a service raises on purpose."""


class Refused(Exception):
    """An act that cannot be done now; the message says what happened and what to do next.

    `code` is stable and for machines and tests; `basis` cites the rule, if there is one.
    """

    def __init__(self, message: str, *, code: str, basis: str = "", status: int = 422) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.basis = basis
        self.status = status

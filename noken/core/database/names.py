"""Names that the embedded server, the settings and the tests agree on."""

DATABASE = "noken"
ADMIN = "postgres"
OWNER = "noken_owner"
APP = "noken_app"
SEALER = "noken_sealer"
ROLES = (OWNER, APP, SEALER)
PORT = 5432
"""Only names the socket file: the server listens on no network address."""


class DatabaseError(Exception):
    """The server cannot be had; the text says why and what to do."""

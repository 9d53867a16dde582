"""Names that the embedded server, the settings and the tests agree on."""

DATABASE = "noken"
ADMIN = "postgres"
OWNER = "noken_owner"
APP = "noken_app"
SEALER = "noken_sealer"
ROLES = (OWNER, APP, SEALER)
ADOPTS = "noken.adopts"
"""A setting of a connection: on where noken itself writes as the owner, so that the facts of
migrations, rule cards and the sample are bound as those of the application are (audit)."""
PORT = 5432
"""Only names the socket file: the server listens on no network address."""


class DatabaseError(Exception):
    """The server cannot be had; the text says why and what to do."""

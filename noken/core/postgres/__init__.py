"""Django's PostgreSQL backend with three changes, below the one of django-tenants.

A kept connection is checked without a query; test databases are made, and transactional tests
emptied, through the owner of the database, while the tests themselves run as the application.
"""

from noken.core.postgres.owner import as_owner

__all__ = ["as_owner"]

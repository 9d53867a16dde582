"""A login: a name and a password, nothing about the person."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Django's authentication asks the manager for a user by its login."""


class User(AbstractBaseUser):
    """An account. Civil servants log in by their NIP, officials without NIP by a given name.

    `one_time_until`: the password was made by somebody else. It opens nothing but the page that
    changes it, and nothing at all from then on.
    """

    login = models.CharField(max_length=40, unique=True)
    is_active = models.BooleanField(default=True)
    one_time_until = models.DateTimeField(null=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return f"akun {self.pk}"

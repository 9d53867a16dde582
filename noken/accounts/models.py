"""A login: a name and a password, nothing about the person."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Django's authentication asks the manager for a user by its login."""


class User(AbstractBaseUser):
    """An account. Civil servants log in by their NIP, officials without NIP by a given name."""

    login = models.CharField(max_length=40, unique=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return f"akun {self.pk}"

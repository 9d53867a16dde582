"""A login: a name and a password, nothing about the person; and where it is open."""

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


class Login(models.Model):
    """A session of an account: when and on what it began. It goes with its session."""

    user = models.ForeignKey(User, models.CASCADE, related_name="logins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d %H:%M}"

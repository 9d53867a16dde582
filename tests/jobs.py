"""A job as the worker does it."""

from types import SimpleNamespace
from typing import Any

from noken.core.tenancy import current_tenant


def do(task: Any, *, attempts: int = 0, tenant: str = "", **about: Any) -> None:
    """Do it here and now, in this instansi unless told otherwise; so often it was tried before."""
    context = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
    task.func(context, tenant=tenant or current_tenant(), **about)

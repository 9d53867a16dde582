"""The addresses that machines call, as plain ASGI."""

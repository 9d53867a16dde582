"""Settings of Django: `base` for all, then one of `dev`, `test` and `production`."""

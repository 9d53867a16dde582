"""Is this installation well? One list of checks for `noken doctor`, page and collectors."""

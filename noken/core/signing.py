"""What the law leaves open is settled by people: how many must agree before it holds."""

SIGNATURES = 2
"""Different people; until the second has signed, a value is shown and nothing follows from it."""

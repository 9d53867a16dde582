"""The generator: the same people and the same work for the same size and day."""

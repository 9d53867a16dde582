"""How machines speak, as pure functions: lines in, words out, nothing stored."""

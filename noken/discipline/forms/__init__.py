"""From what people type to values. Plain forms; rules and services judge and write."""

"""`make bench`: the figures of docs/operations/bench.md, measured on this machine."""

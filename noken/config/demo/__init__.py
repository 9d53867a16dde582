"""The sample regency: fictional people in the real structure, the same ones on every machine.

Names, posts and sentences are invented; agencies and distrik come from the regulations' tables.
"""

from noken.config.demo.loading import load

__all__ = ["load"]

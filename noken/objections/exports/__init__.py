"""Objections as signed papers."""

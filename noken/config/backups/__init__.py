"""Backups: database, files and keys of one moment, restored and tried out.

Without Django: a backup is made beside a running noken, and restored where none ran yet.
"""

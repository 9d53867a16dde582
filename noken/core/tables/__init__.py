"""Tables that people bring as files: opened by content, hostile ones refused, read as text.

Shared by all areas that take files in. Nothing here knows what a table is about.
"""

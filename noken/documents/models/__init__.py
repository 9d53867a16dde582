"""Receipts and their keys, files taken in, papers issued. None names whom it is about."""

from noken.documents.models.jobs import PrintItem, PrintJob
from noken.documents.models.papers import Paper, PaperSerial
from noken.documents.models.receipts import Receipt, SigningKey, StoredFile

__all__ = [
    "Paper",
    "PaperSerial",
    "PrintItem",
    "PrintJob",
    "Receipt",
    "SigningKey",
    "StoredFile",
]

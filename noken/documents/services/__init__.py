"""What the areas above tell documents to do; each runs inside the caller's transaction."""

from noken.documents.services.erasing import erase_files
from noken.documents.services.files import file_response, sha256_of, take_file, take_files
from noken.documents.services.keys import rotate_key
from noken.documents.services.receipts import Issued, Submission, issue_receipt, issue_receipts
from noken.documents.services.signing import sign

__all__ = [
    "Issued",
    "Submission",
    "erase_files",
    "file_response",
    "issue_receipt",
    "issue_receipts",
    "rotate_key",
    "sha256_of",
    "sign",
    "take_file",
    "take_files",
]

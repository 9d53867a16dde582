"""The public check pages, and the print jobs of who asked for them."""

from noken.documents.views.checking import check, keys
from noken.documents.views.papers import check_paper, check_paper_code
from noken.documents.views.printing import job, job_file, jobs

__all__ = ["check", "check_paper", "check_paper_code", "job", "job_file", "jobs", "keys"]

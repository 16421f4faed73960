"""Requests, good and bad, that the sandbox and a real PDS answer with equal status and error name.

A case is a list of requests; `{did}`, `{other}`, `{access}`, `{refresh}`, `{service}`, `{base_did}`, `{cid}`
(of the last answer that had one), `{commit}`, `{blob}` (the last uploaded) are filled in. Only the last answer
of a case is compared, after the ones before it did what they were there for.
"""

from typing import Final

from tests.sandbox.corpus.borders import BODIES, DIFFERENT, TOKENS
from tests.sandbox.corpus.embeds import BLOBS, FACETS
from tests.sandbox.corpus.methods import READS, WRITES
from tests.sandbox.corpus.records import RECORDS, TEXT
from tests.sandbox.corpus.request import Case, Req

CASES: Final = (*RECORDS, *TEXT, *FACETS, *BLOBS, *READS, *WRITES, *TOKENS, *BODIES)

__all__ = ["CASES", "DIFFERENT", "Case", "Req"]

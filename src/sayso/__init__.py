"""sayso keeps the record of who says what about which place, and reckons who holds it.

    import sayso
    reading = sayso.read(sayso.Document(id="1", text=open("report.txt").read()))
    for claim in reading.claims:
        print(claim.source.name, claim.kind, claim.place)

Importing this package opens no file and loads nothing heavy; each name is fetched on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sayso.errors import SaysoError as SaysoError
    from sayso.ledger import Ledger as Ledger
    from sayso.model import Claim as Claim
    from sayso.model import Document as Document
    from sayso.model import Estimate as Estimate
    from sayso.model import Publication as Publication
    from sayso.model import Reading as Reading
    from sayso.model import Source as Source
    from sayso.model import Statement as Statement
    from sayso.pipeline import Reader as Reader
    from sayso.pipeline import read as read

_HOMES = {
    "SaysoError": "sayso.errors",
    "Ledger": "sayso.ledger",
    "Claim": "sayso.model",
    "Document": "sayso.model",
    "Estimate": "sayso.model",
    "Publication": "sayso.model",
    "Reading": "sayso.model",
    "Source": "sayso.model",
    "Statement": "sayso.model",
    "Reader": "sayso.pipeline",
    "read": "sayso.pipeline",
}
__all__ = sorted([*_HOMES, "__version__"])


def __getattr__(name: str) -> object:
    from importlib import import_module

    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    return getattr(import_module(home), name)

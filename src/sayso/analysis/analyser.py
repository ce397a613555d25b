"""The one way in: a text goes in, a spaCy `Doc` with Universal Dependencies labels comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import AnalysisError

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

OWN = "sayso-minilm-en"


@dataclass(frozen=True, slots=True, eq=False)
class Analyser:
    """A loaded pipeline and the name under which readings record it ("sayso-minilm-en 1.0")."""

    name: str
    nlp: Language

    def __call__(self, text: str) -> Doc:
        """Analyse a text of any length and content, the empty one included.

        Tokens carry their offsets in `text` (`token.idx`, in code points). The same text gives the
        same `Doc`, whatever was analysed before it.
        """
        return self.nlp(text)


def load_analyser(pipeline: str | None = None, *, weights: Path | None = None) -> Analyser:
    """Load sayso's own pipeline, or another spaCy pipeline by its package name or path.

    `weights` is a folder of weights for sayso's own pipeline, by default the one in the package.
    Raises `AnalysisError`, one line with the remedy, where weights are broken or nothing of that
    name is installed. Labels of the English ClearNLP scheme are turned into Universal Dependencies.
    """
    if pipeline is None or pipeline == OWN:
        return _own(weights)
    from sayso.analysis.foreign import load_foreign

    name, nlp = load_foreign(pipeline)
    return Analyser(name, nlp)


def _own(weights: Path | None) -> Analyser:
    try:
        from spacy.lang.en import English

        from sayso.analysis.component import FACTORY, MiniLM
    except ImportError as problem:
        raise AnalysisError(
            f"{problem.name}: cannot be imported ({problem}); reinstall sayso with its dependencies"
        ) from problem
    from sayso.analysis.tokenisation import english_tokenizer, guard

    nlp = English(create_tokenizer=lambda language: english_tokenizer(language.vocab))
    component = nlp.add_pipe(FACTORY, config={"folder": str(weights) if weights else None})
    assert isinstance(component, MiniLM)
    guard(nlp)
    manifest = component.encoder.manifest
    return Analyser(f"{manifest.name} {manifest.version}", nlp)

"""What is trained and how: one frozen set of choices, and the variants that are measured against it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Every choice that the weights depend on, beside the data and the seed.

    Lengths of training are counted in words seen, so that a slower machine gives the same weights.
    Rewritings are added to an epoch, never put in the place of a sentence.
    """

    words: int = 6_000_000
    """Words seen in all; the data holds about 345,000."""
    warm_up: float = 0.06
    """Share of the training in which the learning rates rise; then they fall to nothing in a line."""
    head_rate: float = 1.5e-3
    encoder_rate: float = 2e-4
    layer_decay: float = 0.85
    """Each layer further down learns at this share of the rate of the one above."""
    weight_decay: float = 0.01
    batch_pieces: int = 1152
    """Pieces of words in a batch, padding included."""
    dropout: float = 0.25
    """In the heads; 0.1 in the encoder, as its authors had it."""
    label_smoothing: float = 0.0

    headline_words: int = 400_000
    """Words seen in a second round in which headlines are many; 0 for none."""
    headline_pace: float = 0.3
    """Rates of the second round, as a share of those of the first."""
    headlines: int = 3
    """Headlines in the present that are made of every sentence that allows it, in the second round."""

    casing: bool = True
    """Casing classes beside the pieces of the uncased encoder."""
    context: bool = True
    """Up to four sentences at once, as reports come in paragraphs; otherwise one."""
    curly_quotes: float = 0.4
    quotation: float = 1.0
    """Share of the sentences with a verb of saying whose rewriting as a quotation is added, if one fits."""
    news_form: float = 0.1
    """Share of the sentences whose rewriting in a form of news or of a damaged archive is added."""
    official: bool = True
    """Train the second entity head on re3d."""
    word_embeddings: bool = False
    """Train the embeddings of the pieces too, 11.7 of the 22.6 million numbers."""
    georgetown_names: bool = True
    """Train the first entity head on the named entities of GUM as well."""


SHIPPED = Recipe()
_COMPARED = replace(SHIPPED, georgetown_names=False, label_smoothing=0.03, headline_words=0)

VARIANTS: dict[str, Recipe] = {
    "full": SHIPPED,
    "base": _COMPARED,
    "no casing classes": replace(_COMPARED, casing=False),
    "no curly quotes": replace(_COMPARED, curly_quotes=0.0),
    "no quotation rewriting": replace(_COMPARED, quotation=0.0),
    "no news form": replace(_COMPARED, news_form=0.0),
    "no re3d": replace(_COMPARED, official=False),
    "no label smoothing": replace(_COMPARED, label_smoothing=0.0),
    "names of GUM": replace(_COMPARED, georgetown_names=True),
    "single sentences": replace(_COMPARED, context=False),
    "word embeddings trained": replace(_COMPARED, word_embeddings=True),
}
"""By name. Every variant but the first two is `base` with one choice undone or changed, and is measured
against it; `base` is the shipped recipe without the names of GUM and the round of headlines, and with
smoothed labels."""

ABLATION_WORDS = 600_000
"""The length at which variants are compared; long enough to rank them, short enough for three seeds."""


def shortened(recipe: Recipe, words: int) -> Recipe:
    """The same recipe over another number of words."""
    return replace(recipe, words=words)

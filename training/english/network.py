"""The network: a small BERT encoder over pieces of words, and heads over words.

The encoder is written out here, as plain operations, so that it exports to ONNX as plain operations.
The parser is the biaffine one of Dozat and Manning (2017), with one score for every pair of words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.analysis.casing import Casing
from sayso.analysis.encoder import Labels

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS = 30_522, 512
ENCODER_DROPOUT = 0.1
_CASING_WIDTH, _ARC, _LABEL, _TAG, _NAME = 32, 256, 96, 128, 192


def dropped(x: Tensor, share: float, *, training: bool) -> Tensor:
    """Dropout with one mask for all words of a chunk: a draw a chunk is quick on a processor.

    `x` has shape (chunks, words, width), or (rows, width) with one mask for all rows.
    """
    if not training or not share:
        return x
    shape = (*x.shape[:-2], 1, x.shape[-1])
    return x * ((torch.rand(shape) > share).to(x.dtype) / (1 - share))


class EncoderLayer(nn.Module):
    """Self-attention and a feed-forward block, normalised after each as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` (chunks, pieces, width); `mask` (chunks, 1, 1, pieces) is 0 on pieces and very low beside."""
        chunks, pieces, _ = x.shape
        size = WIDTH // ATTENTION_HEADS

        def parted(y: Tensor) -> Tensor:
            return y.view(chunks, pieces, ATTENTION_HEADS, size).transpose(1, 2)

        query, key, value = parted(self.query(x)), parted(self.key(x)), parted(self.value(x))
        weights = torch.softmax(torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(size) + mask, -1)
        context = torch.matmul(weights, value).transpose(1, 2).reshape(chunks, pieces, WIDTH)
        attended = dropped(self.attended(context), ENCODER_DROPOUT, training=self.training)
        x = self.attention_norm(x + attended)
        outer = self.outer(functional.gelu(self.inner(x)))
        return self.norm(x + dropped(outer, ENCODER_DROPOUT, training=self.training))


class PieceEncoder(nn.Module):
    """Pieces and their casing to vectors: a learned mixture of the outputs of all layers."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.casings = nn.Embedding(len(Casing), WIDTH)
        nn.init.zeros_(self.casings.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(EncoderLayer() for _ in range(LAYERS))
        self.mixture = nn.Parameter(torch.tensor([-2.0, -2.0, -2.0, -1.0, 0.0, 0.0, 0.0]))

    def forward(self, pieces: Tensor, casings: Tensor, mask: Tensor) -> Tensor:
        positions = self.positions.weight[: pieces.shape[1]]
        x = self.words(pieces) + positions + self.segment + self.casings(casings)
        x = dropped(self.norm(x), ENCODER_DROPOUT, training=self.training)
        shares = torch.softmax(self.mixture, 0)
        mixed = x * shares[0]
        for layer, share in zip(self.layers, shares[1:], strict=True):
            x = layer(x, mask)
            mixed = mixed + x * share
        return mixed

    def load(self, weights: Path) -> None:
        """Take over the base weights, a `safetensors` file with the names of a BERT."""
        base = load_file(weights)
        for module, name in self._counterparts():
            module.weight.data = base[f"{name}.weight"].clone()
            if getattr(module, "bias", None) is not None:
                module.bias.data = base[f"{name}.bias"].clone()
        self.segment.data = base["embeddings.token_type_embeddings.weight"][0].clone()

    def _counterparts(self) -> list[tuple[nn.Module, str]]:
        pairs: list[tuple[nn.Module, str]] = [
            (self.words, "embeddings.word_embeddings"),
            (self.positions, "embeddings.position_embeddings"),
            (self.norm, "embeddings.LayerNorm"),
        ]
        for number, layer in enumerate(self.layers):
            start = f"encoder.layer.{number}."
            pairs += [
                (layer.query, start + "attention.self.query"),
                (layer.key, start + "attention.self.key"),
                (layer.value, start + "attention.self.value"),
                (layer.attended, start + "attention.output.dense"),
                (layer.attention_norm, start + "attention.output.LayerNorm"),
                (layer.inner, start + "intermediate.dense"),
                (layer.outer, start + "output.dense"),
                (layer.norm, start + "output.LayerNorm"),
            ]
        return pairs


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of the words of each chunk; index 0 of the words is the root.

    `arcs` (chunks, words, words): row = dependent, column = head. `dependents` and `heads`
    (chunks, words, 96) go into `Network.label` in pairs. The others are (chunks, words, labels);
    `starts` (chunks, words).
    """

    arcs: Tensor
    dependents: Tensor
    heads: Tensor
    tags: Tensor
    morphology: Tensor
    lemmas: Tensor
    general: Tensor
    official: Tensor
    starts: Tensor


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, labels: Labels, dropout: float) -> None:
        super().__init__()
        width = WIDTH + _CASING_WIDTH
        self.dropout = dropout
        self.encoder = PieceEncoder()
        self.casings = nn.Embedding(len(Casing), _CASING_WIDTH)
        self.arc_dependent, self.arc_head = nn.Linear(width, _ARC), nn.Linear(width, _ARC)
        self.arc = nn.Parameter(torch.zeros(_ARC + 1, _ARC))
        self.label_dependent, self.label_head = nn.Linear(width, _LABEL), nn.Linear(width, _LABEL)
        self.label_pair = nn.Linear(_LABEL, len(labels.deps) * _LABEL, bias=False)
        self.label_each = nn.Linear(2 * _LABEL, len(labels.deps))
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.label_pair.weight, std=0.02)
        self.tag_inner, self.tag = nn.Linear(width, _TAG), nn.Linear(_TAG, len(labels.tags))
        self.form_inner = nn.Linear(width, _TAG)
        self.morphology = nn.Linear(_TAG, len(labels.morphology))
        self.lemma = nn.Linear(_TAG, len(labels.lemmas))
        self.name_inner = nn.Linear(width, _NAME)
        self.general, self.official = (nn.Linear(_NAME, len(labels.names)) for _ in range(2))
        self.start = nn.Linear(width, 1)

    def forward(
        self, pieces: Tensor, piece_casings: Tensor, piece_mask: Tensor, firsts: Tensor, casings: Tensor
    ) -> Scores:
        mask = (1.0 - piece_mask[:, None, None, :].to(torch.float32)) * -1e4
        x = self.encoder(pieces, piece_casings, mask)
        x = torch.gather(x, 1, firsts.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        x = self._dropped(torch.cat([x, self.casings(casings)], -1))
        dependent, head = self._inner(self.arc_dependent, x), self._inner(self.arc_head, x)
        dependent = torch.cat([dependent, torch.ones_like(dependent[..., :1])], -1)
        forms, names = self._inner(self.form_inner, x), self._inner(self.name_inner, x)
        return Scores(
            arcs=torch.matmul(torch.matmul(dependent, self.arc), head.transpose(1, 2)),
            dependents=self._inner(self.label_dependent, x),
            heads=self._inner(self.label_head, x),
            tags=self.tag(self._inner(self.tag_inner, x)),
            morphology=self.morphology(forms),
            lemmas=self.lemma(forms),
            general=self.general(names),
            official=self.official(names),
            starts=self.start(x).squeeze(-1),
        )

    def label(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores of the labels of pairs, both (pairs, 96): (pairs, labels)."""
        pair = self.label_pair(dependents).view(dependents.shape[0], -1, _LABEL)
        return (pair * heads.unsqueeze(1)).sum(-1) + self.label_each(torch.cat([dependents, heads], -1))

    def _inner(self, layer: nn.Linear, x: Tensor) -> Tensor:
        return self._dropped(functional.gelu(layer(x)))

    def _dropped(self, x: Tensor) -> Tensor:
        return dropped(x, self.dropout, training=self.training)

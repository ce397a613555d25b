"""The training itself. The same data, recipe, seed and number of threads give the same weights."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from english.augmentation import Augmenter
from english.batches import UNKNOWN, Batch, Chunk, Encoding, epoch, padded
from english.corpora import Corpora
from english.network import Network
from english.recipe import Recipe
from sayso.analysis.encoder import Labels

_WEIGHTS = {"tags": 0.5, "morphology": 0.3, "lemmas": 0.2, "general": 1.5, "official": 1.5, "starts": 0.5}
"""How much each head counts beside the parser, whose arcs and labels count 1 each."""
_REPORTED_EVERY = 200
_KEPT_EVERY = 300
"""Steps between two checkpoints of some 180 MB."""

log = logging.getLogger(__name__)


def fit(corpora: Corpora, labels: Labels, base: Path, recipe: Recipe, seed: int, checkpoint: Path) -> Network:
    """Train a network on one thread, in bfloat16 where the processor multiplies so.

    `base` holds `model.safetensors` and `vocab.txt`. The state is kept in the file `checkpoint` every few
    minutes; where it exists, the training goes on from there and ends in the same weights. Progress goes
    to the log.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # a debugging aid that costs 2 %
    network = Network(labels, recipe.dropout)
    network.encoder.load(base / "model.safetensors")
    network.encoder.words.weight.requires_grad_(recipe.word_embeddings)
    optimizer = _optimizer(network, recipe)
    network.train()
    encoding = Encoding(base / "vocab.txt", labels, casing=recipe.casing)
    batches = Batches(corpora, encoding, recipe, seed)
    step = 0
    if checkpoint.exists():
        step = _restore(checkpoint, network, optimizer, batches)
    began, resumed_at = time.monotonic(), batches.words
    while batches.words < recipe.words:
        _set_rates(optimizer, batches.words / recipe.words, recipe.warm_up)
        loss = _learn(network, optimizer, batches, recipe)
        step += 1
        if step % _REPORTED_EVERY == 0:
            pace = (batches.words - resumed_at) / (time.monotonic() - began)
            _report(step, batches.words, recipe.words, loss, pace)
        if step % _KEPT_EVERY == 0:
            _keep(checkpoint, step, network, optimizer, batches)
    if recipe.headline_words:
        learn_headlines(network, corpora, encoding, recipe, seed)
    return network.eval()


def learn_headlines(
    network: Network, corpora: Corpora, encoding: Encoding, recipe: Recipe, seed: int
) -> None:
    """The second round, minutes long: slower, and with many headlines in the present tense.

    Treebanks have next to none, and what has read no headline takes "Army shells hospital" for a thing.
    """
    gentle = replace(
        recipe,
        words=recipe.headline_words,
        head_rate=recipe.head_rate * recipe.headline_pace,
        encoder_rate=recipe.encoder_rate * recipe.headline_pace,
    )
    torch.manual_seed(seed)
    optimizer = _optimizer(network, gentle)
    network.train()
    batches = Batches(corpora, encoding, gentle, seed, headlines=recipe.headlines)
    while batches.words < gentle.words:
        _set_rates(optimizer, batches.words / gentle.words, gentle.warm_up)
        _learn(network, optimizer, batches, gentle)


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    return torch.optim.AdamW(_groups(network, recipe), betas=(0.9, 0.98), eps=1e-8, fused=True)


def _learn(network: Network, optimizer: torch.optim.Optimizer, batches: Batches, recipe: Recipe) -> float:
    """One step; the loss before it."""
    loss = loss_of(network, padded(batches.next()), recipe.label_smoothing)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 1.0)
    optimizer.step()
    return loss.item()


class Batches:
    """The batches of a training in order, epoch after epoch, and how far they have been used.

    An epoch is made again from the state of the lot at its beginning, so `state` is all that is needed to
    go on in its middle.
    """

    def __init__(
        self, corpora: Corpora, encoding: Encoding, recipe: Recipe, seed: int, headlines: int = 0
    ) -> None:
        self._documents = [d for d in corpora.train if recipe.official or d.source != "re3d"]
        sentences = (sentence for document in self._documents for sentence in document.sentences)
        rates = {"quotation": recipe.quotation, "news_form": recipe.news_form, "curly": recipe.curly_quotes}
        self._augment = Augmenter(sentences, **rates, headlines=headlines)
        self._encoding, self._recipe = encoding, recipe
        self._lot = random.Random(seed)
        self.words = 0
        self._begin()

    def next(self) -> list[Chunk]:
        """The next batch; `words` counts it as used."""
        if self._place == len(self._epoch):
            self._begin()
        batch = self._epoch[self._place]
        self._place += 1
        self.words += sum(chunk.words for chunk in batch)
        return batch

    @property
    def state(self) -> dict[str, Any]:
        return {"lot": self._state, "place": self._place, "words": self.words}

    @state.setter
    def state(self, state: dict[str, Any]) -> None:
        version, numbers, gauss = state["lot"]
        self._lot.setstate((version, tuple(numbers), gauss))
        self._begin()
        self._place, self.words = state["place"], state["words"]

    def _begin(self) -> None:
        self._state, self._place = self._lot.getstate(), 0
        self._epoch = epoch(self._documents, self._encoding, self._augment, self._recipe, self._lot)


def _keep(
    path: Path, step: int, network: Network, optimizer: torch.optim.Optimizer, batches: Batches
) -> None:
    state = {
        "step": step,
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "torch": torch.get_rng_state(),
        "batches": batches.state,
    }
    fresh = path.with_suffix(".new")
    torch.save(state, fresh)
    fresh.replace(path)


def _restore(path: Path, network: Network, optimizer: torch.optim.Optimizer, batches: Batches) -> int:
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["torch"])
    batches.state = state["batches"]
    log.info("going on from %s at step %d", path, state["step"])
    return int(state["step"])


def _groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    """Parameters with their rates: the lower the layer, the less it is changed."""
    encoder, top = network.encoder, len(network.encoder.layers) - 1
    groups = [
        _group(layer.parameters(), _rate(recipe, top - number), recipe.weight_decay)
        for number, layer in enumerate(encoder.layers)
    ]
    lowest = [encoder.words.weight, encoder.positions.weight, encoder.segment, *encoder.norm.parameters()]
    groups.append(_group(lowest, _rate(recipe, top + 1), 0.0))
    groups.append(_group([encoder.casings.weight, encoder.mixture], recipe.head_rate, 0.0))
    grouped = {id(p) for group in groups for p in group["params"]}
    rest = [p for p in network.parameters() if p.requires_grad and id(p) not in grouped]
    groups.append(_group(rest, recipe.head_rate, recipe.weight_decay))
    return groups


def _rate(recipe: Recipe, depth: int) -> float:
    return recipe.encoder_rate * recipe.layer_decay**depth


def _group(parameters: Iterable[Tensor], rate: float, decay: float) -> dict[str, Any]:
    trained = [parameter for parameter in parameters if parameter.requires_grad]
    return {"params": trained, "lr": rate, "peak": rate, "weight_decay": decay}


def _set_rates(optimizer: torch.optim.Optimizer, done: float, warm_up: float) -> None:
    share = done / warm_up if done < warm_up else (1 - done) / (1 - warm_up)
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * max(share, 1e-3)


def loss_of(network: Network, batch: Batch, smoothing: float) -> Tensor:
    """The sum of the losses of all heads over what is known of the batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(batch.pieces, batch.piece_casings, batch.piece_mask, batch.firsts, batch.casings)
        gold = batch.gold
        total = torch.zeros(())
        heads = gold["heads"]
        known = heads != UNKNOWN
        if known.any():
            arcs = scores.arcs[:, 1:].float().masked_fill(~batch.word_mask[:, None, :], -1e4)
            total = total + _entropy(arcs, heads, 0.0)
            chunk, word = torch.where(known)
            labels = network.label(scores.dependents[chunk, word + 1], scores.heads[chunk, heads[known]])
            total = total + _entropy(labels, gold["deps"][known], smoothing)
        for name, weight in _WEIGHTS.items():
            if name == "starts" or not (gold[name] != UNKNOWN).any():
                continue
            share = (gold[name] != UNKNOWN).sum() / batch.words
            total = total + weight * share * _entropy(getattr(scores, name)[:, 1:], gold[name], smoothing)
        bounded = gold["starts"] != UNKNOWN
        if bounded.any():
            said, meant = scores.starts[:, 1:][bounded].float(), gold["starts"][bounded].float()
            total = total + _WEIGHTS["starts"] * functional.binary_cross_entropy_with_logits(said, meant)
    return total


def _entropy(scores: Tensor, gold: Tensor, smoothing: float) -> Tensor:
    flat = scores.reshape(-1, scores.shape[-1]).float()
    return functional.cross_entropy(flat, gold.reshape(-1), ignore_index=UNKNOWN, label_smoothing=smoothing)


def _report(step: int, seen: int, words: int, loss: float, pace: float) -> None:
    done = f"step {step}: {seen:,} of {words:,} words, loss {loss:.3f}"
    log.info("%s, %.0f words a second, %.0f min left", done, pace, max(words - seen, 0) / pace / 60)

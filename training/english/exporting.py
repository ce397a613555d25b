"""From a trained network to a folder of weights: ONNX, int8, labels, forms, manifest.

Weights are quantised per output channel, to seven bits: without VNNI instructions the products of eight
saturate, which gave 1.6 % of the words another head. Activations are quantised while running. Layers
that read the same input are joined first, so that it is quantised once; what they compute stays the same.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from english.network import ATTENTION_HEADS, POSITIONS, WIDTH, EncoderLayer, Network
from sayso.analysis.confidence import Calibration
from sayso.analysis.encoder import Labels
from sayso.analysis.lemmas import written_forms

INPUTS = ("pieces", "piece_casings", "firsts", "casings")
OUTPUTS = (
    "arcs", "dependents", "heads", "tags", "morphology", "lemmas", "general", "official", "starts",
)  # fmt: skip
_OPSET = 17
_FILES = {
    "encoder": "encoder.onnx",
    "labeller": "labeller.onnx",
    "labels": "labels.json",
    "forms": "forms.tsv",
    "vocabulary": "vocab.txt",
}


_UNCALIBRATED = {"arcs": Calibration(), "names": Calibration()}


def export(
    network: Network,
    labels: Labels,
    forms: Mapping[tuple[str, str], str],
    vocabulary: Path,
    into: Path,
    *,
    name: str,
    version: str,
) -> None:
    """Write encoder, labeller, labels, known forms and vocabulary, and the manifest that vouches for them."""
    into.mkdir(parents=True, exist_ok=True)
    network.eval()
    _export_encoder(network, into)
    _export_labeller(network, into)
    (into / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False), encoding="utf-8")
    (into / "forms.tsv").write_text("".join(written_forms(forms)), encoding="utf-8")
    shutil.copyfile(vocabulary, into / "vocab.txt")
    write_manifest(into, name, version)


class JoinedLayer(nn.Module):
    """An encoder layer for one segment, its query, key and value computed by one product."""

    def __init__(self, layer: EncoderLayer) -> None:
        super().__init__()
        self.layer = layer
        self.joined = _joined(layer.query, layer.key, layer.value)
        # The root of the size goes into the queries, so that nothing is divided at run time.
        scale = (WIDTH // ATTENTION_HEADS) ** -0.5
        self.joined.weight.data[:WIDTH] *= scale
        self.joined.bias.data[:WIDTH] *= scale

    def forward(self, x: Tensor) -> Tensor:
        size = WIDTH // ATTENTION_HEADS
        parts = self.joined(x).view(-1, 3, ATTENTION_HEADS, size).permute(1, 2, 0, 3)
        query, key, value = parts[0], parts[1], parts[2]
        weights = torch.softmax(torch.matmul(query, key.transpose(-1, -2)), -1)
        context = torch.matmul(weights, value).transpose(0, 1).reshape(-1, WIDTH)
        x = self.layer.attention_norm(x + self.layer.attended(context))
        return self.layer.norm(x + self.layer.outer(functional.gelu(self.layer.inner(x))))


class SegmentNetwork(nn.Module):
    """The network as it runs: one segment, no padding, every input a row of numbers.

    `pieces` and `piece_casings` have length m, `firsts` and `casings` n + 1; the outputs are those of
    `Network` without the dimension of the chunks.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network, self.encoder = network, network.encoder
        self.layers = nn.ModuleList(map(JoinedLayer, network.encoder.layers))
        self.shares = torch.softmax(network.encoder.mixture, 0).detach()
        self.inner_layers = (
            network.arc_dependent, network.arc_head, network.label_dependent, network.label_head,
            network.tag_inner, network.form_inner, network.name_inner,
        )  # fmt: skip
        self.inner = _joined(*self.inner_layers)

    def forward(
        self, pieces: Tensor, piece_casings: Tensor, firsts: Tensor, casings: Tensor
    ) -> tuple[Tensor, ...]:
        encoder, network = self.encoder, self.network
        x = encoder.words(pieces) + encoder.positions.weight[: pieces.shape[0]]
        x = encoder.norm(x + encoder.segment + encoder.casings(piece_casings))
        mixed = x * self.shares[0]
        for layer, share in zip(self.layers, self.shares[1:], strict=True):
            x = layer(x)
            mixed = mixed + x * share
        words = torch.cat([mixed[firsts], network.casings(casings)], -1)
        widths = [layer.out_features for layer in self.inner_layers]
        dependent, head, label_dependent, label_head, tags, forms, names = torch.split(
            functional.gelu(self.inner(words)), widths, -1
        )
        dependent = torch.cat([dependent, torch.ones_like(dependent[:, :1])], -1)
        return (
            torch.matmul(torch.matmul(dependent, network.arc), head.transpose(0, 1)),
            label_dependent,
            label_head,
            network.tag(tags),
            network.morphology(forms),
            network.lemma(forms),
            network.general(names),
            network.official(names),
            network.start(words).squeeze(-1),
        )


class LabelNetwork(nn.Module):
    """The scores of the arc labels of pairs of words."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        return self.network.label(dependents, heads)


def _joined(*layers: nn.Linear) -> nn.Linear:
    joined = nn.Linear(layers[0].in_features, sum(layer.out_features for layer in layers))
    joined.weight.data = torch.cat([layer.weight.data for layer in layers])
    joined.bias.data = torch.cat([layer.bias.data for layer in layers])
    return joined


def _export_encoder(network: Network, into: Path) -> None:
    pieces = torch.tensor([101, 1996, 3757, 2056, 2009, 102])
    firsts = torch.tensor([0, 1, 2, 3, 4])
    example = (pieces, torch.zeros_like(pieces), firsts, torch.zeros_like(firsts))
    lengths = {"pieces": {0: "m"}, "piece_casings": {0: "m"}, "firsts": {0: "n"}, "casings": {0: "n"}}
    lengths |= {name: {0: "n"} for name in OUTPUTS} | {"arcs": {0: "n", 1: "n"}}
    _export(SegmentNetwork(network).eval(), example, INPUTS, OUTPUTS, lengths, into / "encoder.onnx")


def _export_labeller(network: Network, into: Path) -> None:
    width = network.label_dependent.out_features
    example = (torch.zeros(3, width), torch.zeros(3, width))
    lengths = {name: {0: "pairs"} for name in ("dependents", "heads", "labels")}
    module, path = LabelNetwork(network).eval(), into / "labeller.onnx"
    _export(module, example, ("dependents", "heads"), ("labels",), lengths, path)


def _export(
    module: nn.Module,
    example: tuple[Tensor, ...],
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    lengths: dict[str, dict[int, str]],
    path: Path,
) -> None:
    exact = path.with_suffix(".exact.onnx")
    with torch.no_grad():
        torch.onnx.export(
            module, example, str(exact), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes=lengths, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
    quantize_dynamic(
        str(exact), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip
    exact.unlink()


_HEADER = """\
# What this folder must hold. It is checked whenever the weights are loaded; a new training changes
# the version, and every reading names the version that made it.

[model]
name = "{name}"
version = "{version}"
language = "en"
positions = {positions}  # pieces of words, both boundary marks included, that the encoder takes at once
"""


def write_manifest(
    into: Path, name: str, version: str, calibration: Mapping[str, Calibration] = _UNCALIBRATED
) -> None:
    """Write the manifest of a folder that holds everything else."""
    parts = [_HEADER.format(name=name, version=version, positions=POSITIONS)]
    parts += [
        f"[calibration.{head}]\nslope = {line.slope:.4f}\noffset = {line.offset:.4f}\n"
        for head, line in calibration.items()
    ]
    for role, file in _FILES.items():
        content = (into / file).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        parts.append(f'[files.{role}]\nname = "{file}"\nbytes = {len(content)}\nsha256 = "{digest}"\n')
    (into / "manifest.toml").write_text("\n".join(parts), encoding="utf-8")

"""Whether another processor gives the same analysis: heads and labels without VNNI beside this one's.

    python evals/processors.py ROOT [--texts N] [--weights DIR]

The int8 products of the network run through VNNI instructions where there are any; without them other
kernels add in another order, and may saturate. valgrind's processor has AVX2 and no VNNI, and runs the
real kernels for it: the same paragraphs of EWT dev are analysed here and under it, some hundred times
slower, and compared token by token. Needs valgrind.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from data import ENVIRONMENT, arguments, data_folder, gold, stop
from sayso.analysis import load_analyser
from treebank import read_sentences, text_of

TREEBANK = ("ud", "UD_English-EWT", "en_ewt-ud-dev.conllu")
Arc = tuple[int, str]


def analysed(treebank: Path, texts: int, weights: Path | None) -> list[list[Arc]]:
    """Head and label of every token of the first paragraphs of three sentences."""
    analyse = load_analyser(weights=weights)
    sentences = [text_of(sentence) for sentence in read_sentences(treebank)][: 3 * texts]
    paragraphs = [" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3)]
    return [[(token.head.i, token.dep_) for token in analyse(text)] for text in paragraphs]


def differences(ours: list[list[Arc]], theirs: list[list[Arc]]) -> tuple[int, int, int]:
    """Tokens, tokens with another head, tokens with another head or label."""
    pairs = [
        (one, tuple(other))
        for text, twin in zip(ours, theirs, strict=True)
        for one, other in zip(text, twin, strict=True)
    ]
    heads = sum(one[0] != other[0] for one, other in pairs)
    return len(pairs), heads, sum(one != other for one, other in pairs)


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--texts", type=int, default=100, help="how many paragraphs (default 100)")
    parser.add_argument("--weights", type=Path, metavar="DIR", help="a folder of weights of sayso's own form")
    parser.add_argument("--arcs", action="store_true", help="only print the arcs of this processor, as JSON")
    options = parser.parse_args()
    treebank = gold(data_folder(options.root), *TREEBANK)
    ours = analysed(treebank, options.texts, options.weights)
    if options.arcs:
        print(json.dumps(ours))
        return 0
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        stop("no valgrind here, whose processor stands for one without VNNI: install it first")
    command = [valgrind, "--tool=none", "-q", sys.executable, *sys.argv, "--arcs"]
    answer = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    tokens, heads, arcs = differences(ours, json.loads(answer.stdout))
    print(f"{tokens} tokens; without VNNI another head {heads} ({100 * heads / tokens:.2f} %),")
    print(f"another head or label {arcs} ({100 * arcs / tokens:.2f} %)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Linguistic analysis: text in, a spaCy `Doc` with tags, trees, sentences and names out.

    analyse = load_analyser()
    for sentence in analyse("Kyiv denied that the town had fallen.").sents: ...

Every language and every pipeline speaks the same labels, those of Universal Dependencies. spaCy and
onnxruntime are loaded by `load_analyser`, not before.
"""

from sayso.analysis.analyser import Analyser, load_analyser

__all__ = ["Analyser", "load_analyser"]

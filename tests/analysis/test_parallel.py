"""The same bits whether texts are analysed one by one or by several processes at once."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START, TAG

from sayso.analysis import load_analyser
from sayso.analysis.confidence import arc_confidence

TEXTS = [
    "The ministry said on Friday that its troops had taken Soledar.",
    "“Fighting goes on,” said the governor. Kyiv’s army denied the claim.",
    "KYIV, Jan 13 (Agency) - Rebels left the town\n\n• The road is open\n• Nobody was hurt",
    "ARMY SAYS REBELS LEFT TOWN",
    "",
    "A spokesman, who gave no name, told us that 40 people had died in Nyala - most of them civilians.",
] * 4


def _fingerprint(text):
    doc = _fingerprint.analyse(text)
    columns = doc.to_array([POS, TAG, MORPH, LEMMA, HEAD, DEP, SENT_START, ENT_TYPE, ENT_IOB])
    sure = np.array([arc_confidence(token) for token in doc], dtype=np.float64)
    names = [[(s.start, s.end, s.label_) for s in spans] for spans in doc.spans.values()]
    return columns.tobytes(), sure.tobytes(), names


def _load():
    _fingerprint.analyse = load_analyser()


def test_processes_give_the_bits_that_one_process_gives():
    _load()
    alone = [_fingerprint(text) for text in TEXTS]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=_load) as pool:
        together = list(pool.map(_fingerprint, TEXTS))
    assert together == alone

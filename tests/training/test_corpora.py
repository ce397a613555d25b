"""The data of a training is read as it is meant, and what is measured on never gets into it."""

import json

import pytest

SHARED = "one long row of words that another text must never share with it"
TREES = """\
# newdoc id = {document}
# sent_id = {document}-1
# text = {text}
{rows}

"""
ENTITIES = [
    "Entity=(1-person-new",
    "Entity=(2-person-new",
    "Entity=1)",
    "Entity=(3-place-new)",
    "_",
]


def _tree(document, words, misc=None):
    rows = [
        "\t".join((str(n), w, w, "PROPN" if w[0].isupper() else "NOUN", "NNP" if w[0].isupper() else "NN",
                   "_", "0" if n == 1 else "1", "root" if n == 1 else "dep", "_", m))
        for n, (w, m) in enumerate(zip(words, misc or ["_"] * len(words), strict=True), 1)
    ]  # fmt: skip
    return TREES.format(document=document, text=" ".join(words), rows="\n".join(rows))


def _lines(path, *texts):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(texts), encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """A data folder in which every corpus has a document or two, all invented."""
    ud, ner = tmp_path / "ud", tmp_path / "ner"
    _lines(ud / "UD_English-EWT/en_ewt-ud-train.conllu", _tree("ewt-a", ["Sawari", "fell"]))
    _lines(ud / "UD_English-EWT/en_ewt-ud-dev.conllu", _tree("ewt-b", ["Marda", "held"]))
    _lines(ud / "UD_English-EWT/en_ewt-ud-test.conllu", _tree("ewt-c", ["Odra", "burned"]))
    _lines(
        ud / "UD_English-GUM/en_gum_open-ud-train.conllu",
        _tree("GUM_news_a", ["Rebels", "left"]),
        _tree("GUM_court_loan", ["Lent", "goods"]),
    )
    for part in ("dev", "test"):
        _lines(ud / f"UD_English-GUM/en_gum_open-ud-{part}.conllu", _tree(f"GUM_{part}", ["Quiet", "days"]))
    _lines(ud / "UD_English-PUD/en_pud-ud-test.conllu", _tree("pud", SHARED.split()))
    for part, words in (("train", ["Sawari", "fell"]), ("dev", ["Marda", "held"])):
        rows = f"# sent_id = ewt-{'ab'[part == 'dev']}-1\n1\t{words[0]}\tB-LOC\n2\t{words[1]}\tO\n\n"
        _lines(ner / f"UNER_English-EWT/en_ewt-ud-{part}.iob2", rows)
    _lines(
        ner / "wikigold/CONLL-format/data/wikigold.conll.txt",
        "-DOCSTART- O\n\nOdra I-LOC\nAhmed I-PER\nruns O\n\nGame I-MISC\n\n",
    )
    for source, entries in (("CENTCOM", 2), ("Delegation of the European Union to Syria", 1)):
        texts = [{"_id": f"{source}-{n}", "text": f"The Army took Marda {n}."} for n in range(entries)]
        marks = [
            {"documentId": "CENTCOM-0", "begin": 0, "end": 8, "type": "Organisation", "value": "The Army"},
            {"documentId": "CENTCOM-0", "begin": 4, "end": 8, "type": "Organisation", "value": "Army"},
            {"documentId": "CENTCOM-0", "begin": 9, "end": 13, "type": "Location", "value": "took"},
        ]
        _lines(ner / "re3d" / source / "documents.json", *(json.dumps(t) + "\n" for t in texts))
        _lines(ner / "re3d" / source / "entities.json", *(json.dumps(m) + "\n" for m in marks))
    return tmp_path


def test_every_corpus_is_read_and_closed_documents_are_left_out(folder):
    from english.corpora import read_corpora

    corpora = read_corpora(folder)
    names = [document.name for document in corpora.train]
    assert names == ["ewt-a", "GUM_news_a", "Wikigold 1", "CENTCOM-0", "CENTCOM-1"]
    ewt, _, wikigold, official, _ = [document.sentences for document in corpora.train]
    assert (ewt[0].heads, ewt[0].deps, ewt[0].names) == ([0, 1], ["ROOT", "dep"], ["B-LOC", "O"])
    assert [sentence.names for sentence in wikigold] == [["B-LOC", "B-PER", "O"], ["O"]]
    assert official[0].words[:4] == ["The", "Army", "took", "Marda"]
    assert official[0].official_names[:4] == ["B-ORG", "I-ORG", "O", "O"]
    assert official[0].heads is None
    assert set(corpora.development) == {"EWT", "GUM"}


def test_named_persons_and_places_of_gum(folder):
    from english.corpora import named_entities
    from treebank import Sentence

    rows = [
        ["1", "President", "President", "PROPN", "NNP", "_", "2", "nmod:desc", "_", "Entity=(1-person-new"],
        ["2", "Ahmed", "Ahmed", "PROPN", "NNP", "_", "0", "root", "_", "_"],
        ["3", "Bey", "Bey", "PROPN", "NNP", "_", "2", "flat", "_", "Entity=1)"],
        ["4", "left", "leave", "VERB", "VBD", "_", "2", "acl", "_", "_"],
        ["5", "Marda", "Marda", "PROPN", "NNP", "_", "4", "obj", "_", "Entity=(2-place-new)"],
        ["6", "Afghans", "Afghan", "PROPN", "NNPS", "_", "4", "obj", "_", "Entity=(3-person-new)"],
        ["7", "rebels", "rebel", "NOUN", "NNS", "_", "4", "obj", "_", "Entity=(4-organization-new)"],
    ]
    assert named_entities(Sentence(rows=rows)) == ["O", "B-PER", "I-PER", "O", "B-LOC", "O", "O"]


def test_a_text_that_is_measured_on_must_not_be_trained_on(folder):
    from english.corpora import read_corpora
    from english.overlap import overlaps

    corpora = read_corpora(folder)
    assert overlaps(corpora, folder) == []
    leaking = corpora.train[0].sentences[0]
    leaking.words = f"And {SHARED.upper()}".split()
    (found,) = overlaps(corpora, folder)
    assert (found.document, found.measured) == ("ewt-a", "PUD")
    assert "long row of words" in found.words


def test_labels_are_those_of_the_training_trees(folder):
    from english.corpora import labels_of, read_corpora

    labels = labels_of(read_corpora(folder).train)
    assert labels.deps == ("ROOT", "dep")
    assert labels.names == ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
    assert labels.lemmas == ("w|0|",)


def test_the_usual_lemma_of_a_form_under_its_tag():
    from english.corpora import Sentence, TrainingDocument, known_forms

    words = ["Left", "left", "left", "Marda"]
    sentence = Sentence(
        words=words,
        heads=[0, 1, 1, 1],
        deps=["dep"] * 4,
        tags=["VERB", "VERB", "ADJ", "PROPN"],
        morphology=["VBD Tense=Past", "VBD _", "JJ _", "NNP _"],
        lemmas=["leave", "leave", "left", "Marda"],
    )
    forms = known_forms([TrainingDocument("EWT", "a", [sentence, Sentence(["Rebels"])])])
    assert forms == {("left", "VBD"): "leave", ("left", "JJ"): "left"}

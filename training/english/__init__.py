"""The training of sayso's English analysis: from open data to the weights in the package.

    make train-en DATA=FOLDER            three seeds of the shipped recipe, measured, the card written
    make train-en DATA=FOLDER ABLATE=1   the ablations of the card as well

torch is needed here and nowhere else (extra `training`). The order of work is the order of the modules:
`recipe` says what is to be trained, `corpora` reads the data, `overlap` fails on leaks, `augmentation`
rewrites sentences, `batches` turns them to arrays, `network` is the model, `fitting` trains it,
`probing` measures it on development data, `exporting` writes what the package loads, `calibrating` makes its
confidence honest, and `shipping` writes the model card from the measurements.
"""

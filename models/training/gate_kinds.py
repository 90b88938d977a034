"""What the gate makes of kinds of uncountable that it was not trained on.

    python3 gate_kinds.py --data DIR [--epochs 6] [--kinds NAME …]

For each kind (all, unless some are named), trains the gate's network anew without it and measures the
ROC-AUC of real countable cells (val and test) against that kind, beside the AUC of a gate that saw
them all. Writes `<cache>/gate-kinds.json`.
"""

import argparse
import json
import pathlib

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from augment import NORMALISATIONS, to_batch
from damage import KINDS
from data import background_cells, join, real_cells
from networks import ResNet
from train_classifier import (
    CACHE,
    HERE,
    GateTask,
    all_rendered,
    evaluation_input,
    predict,
    run_stage,
    uncountable_kinds,
)


def damaged_input(cells, kind, size, normalisation):
    """Countable cells, damaged by the program."""
    generator = torch.Generator().manual_seed(5)
    small = torch.nn.functional.interpolate(
        to_batch(cells.images), (size, size), mode="bilinear", antialias=True
    )
    return NORMALISATIONS[normalisation](KINDS[kind](small, generator).clamp(0, 1))


def held_out(data):
    """Countable cells, and the uncountable of each kind, none of them from the train split."""
    real = join(real_cells(data, "val"), real_cells(data, "test"))
    others = join(real, all_rendered(), background_cells(data, split="val"))
    kinds = {name: others.subset(which) for name, which in uncountable_kinds(others).items()}
    return real.subset(real.gate == 1), kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--kinds", nargs="*")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    recipe = json.loads((HERE / "recipes.json").read_text())["compact"]["gate"]
    size, normalisation = recipe["size"], recipe["normalisation"]
    recipe["stages"] = [
        {"normalisation": normalisation, "epochs": [[size, options.epochs]], "learningRate": 0.003}
    ]
    countable, kinds = held_out(options.data)
    inputs = {name: evaluation_input(cells, size, normalisation) for name, cells in kinds.items()}
    third = countable.subset(np.arange(0, len(countable.gate), 3))
    for kind in KINDS:
        inputs[kind] = damaged_input(third, kind, size, normalisation)
    positive = evaluation_input(countable, size, normalisation)
    report = {}
    measured = options.kinds or list(inputs)
    for without in [None, *measured]:
        torch.manual_seed(recipe["seed"])
        task = GateTask(options.data, (without,) if without else ())
        name = "gate-kinds-" + (without or "none").replace(" ", "-")
        model = ResNet(recipe["architecture"], 2).to(memory_format=torch.channels_last)
        model.load_state_dict(run_stage(name, recipe, 1, None, task))
        score = lambda x: predict(model, x).softmax(1)[:, 1].numpy()
        yes = score(positive)
        for kind in measured if without is None else [without]:
            no = score(inputs[kind])
            auc = roc_auc_score(np.r_[np.ones(len(yes)), np.zeros(len(no))], np.r_[yes, no])
            entry = report.setdefault(kind, {"n": len(no), "countable": len(yes)})
            entry["seen" if without is None else "heldOut"] = round(float(auc), 4)
        print(without, json.dumps(report), flush=True)
    (CACHE / "gate-kinds.json").write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()

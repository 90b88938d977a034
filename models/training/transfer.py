"""Trains on one source's cells and tests on the other's: what the recipe is worth abroad.

    python3 transfer.py TAG --train mll|pbc --data DIR 
        [--normalisation per-image|optical-density|macenko]
        [--rendered-share 0.12] [--folders rendered] [--grey 0] [--epochs 24]
    python3 transfer.py --report TAG [TAG …]

A small network (recipe `transfer`) stands for the members, so that each lever takes minutes. Prints
and keeps (`<cache>/transfer/<tag>-<source>.json`, `.npz` with the probabilities) over the classes
that both sources have: `open`, macro set accuracy where any of the 20 classes may be named;
`closed`, where only the shared ones may; `flips`, open with the mean over four flips and turns. All
cells of val and test of the other source are judged; none of them, nor of its train split, was
trained on. `--report` gives the same for the mean of several runs' probabilities, an ensemble.
"""

import argparse
import json
import pathlib

import numpy as np
import torch

import train_classifier
from augment import NORMALISATIONS
from data import CODES, join, real_cells
from macenko import macenko
from metrics import set_accuracy
from networks import ResNet
from train_classifier import CACHE, HERE, MemberTask, evaluation_input, predict, run_stage

SHARED = ["EOS", "LYM", "MON", "PMO", "SEG"]
OTHER = {"mll": "pbc", "pbc": "mll"}
NORMALISATIONS["macenko"] = macenko
FOLDER = CACHE / "transfer"
TURNS = (lambda x: x, lambda x: x.flip(3), lambda x: x.flip(2), lambda x: x.rot90(1, (2, 3)))


def shared_cells(data, source):
    """Cells of val and test of a source in the classes that both sources have."""
    cells = join(real_cells(data, "val", sources=[source]), real_cells(data, "test", sources=[source]))
    single = cells.masks[:, [CODES.index(code) for code in SHARED]].sum(1) == 1
    return cells.subset(single & (cells.masks.sum(1) == 1))


def macro(right, truth):
    return {code: round(float(right[truth == code].mean()), 4) for code in SHARED}


def figures(probabilities, turned, cells):
    truth = np.array([CODES[mask.argmax()] for mask in cells.masks])
    mean = lambda by_class: round(float(np.mean(list(by_class.values()))), 4)
    by_class = macro(set_accuracy(probabilities, cells.masks), truth)
    named = probabilities[:, [CODES.index(code) for code in SHARED]].argmax(1)
    closed = macro(np.array(SHARED)[named] == truth, truth)
    flips = macro(set_accuracy(turned, cells.masks), truth)
    return {"open": mean(by_class), "closed": mean(closed), "flips": mean(flips), "n": len(truth), "perClass": by_class}


def run(options):
    recipe = json.loads((HERE / "recipes.json").read_text())["transfer"]
    recipe["seed"] += options.seed
    stage = {
        **recipe["stages"][0],
        "normalisation": options.normalisation,
        "renderedShare": options.rendered_share,
        "grey": options.grey,
        "epochs": [[recipe["size"], options.epochs]],
    }
    recipe["stages"] = [stage]
    train_classifier.RENDERED = tuple(options.folders.split(","))
    torch.set_num_threads(1)
    torch.manual_seed(recipe["seed"])
    task = MemberTask(options.data, sources=[options.train])
    name = f"{options.tag}-{options.train}"
    model = ResNet(recipe["architecture"], 20).to(memory_format=torch.channels_last)
    model.load_state_dict(run_stage(f"transfer/{name}", recipe, 1, None, task))
    cells = shared_cells(options.data, OTHER[options.train])
    x = evaluation_input(cells, recipe["size"], options.normalisation)
    votes = torch.stack([predict(model, turn(x)).softmax(1) for turn in TURNS]).numpy()
    home = task.val.subset(task.val.source == options.train)
    at_home = task_report(model, home, recipe["size"], options.normalisation)
    result = {"tag": options.tag, "train": options.train, **figures(votes[0], votes.mean(0), cells), "home": at_home}
    np.savez(FOLDER / f"{name}.npz", first=votes[0], mean=votes.mean(0))
    (FOLDER / f"{name}.json").write_text(json.dumps(result))
    print(json.dumps(result), flush=True)


def task_report(model, cells, size, normalisation):
    """Macro set accuracy over the source's own classes on its val split."""
    probabilities = predict(model, evaluation_input(cells, size, normalisation)).softmax(1).numpy()
    right = set_accuracy(probabilities, cells.masks)
    names = np.unique(cells.source_class)
    return round(float(np.mean([right[cells.source_class == name].mean() for name in names])), 4)


def report(tags, data):
    for source in OTHER:
        runs = [np.load(FOLDER / f"{tag}-{source}.npz") for tag in tags]
        mean = lambda kind: np.mean([run[kind] for run in runs], 0)
        cells = shared_cells(data, OTHER[source])
        result = {"tag": " + ".join(tags), "train": source, **figures(mean("first"), mean("mean"), cells)}
        (FOLDER / f"{'-'.join(tags)}-{source}.json").write_text(json.dumps(result))
        print(json.dumps(result))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tag", nargs="?")
    parser.add_argument("--train", choices=list(OTHER))
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--normalisation", default="optical-density")
    parser.add_argument("--rendered-share", type=float, default=0.12)
    parser.add_argument("--folders", default="rendered")
    parser.add_argument("--grey", type=float, default=0.0)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--report", nargs="+")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    if options.report:
        report(options.report, options.data)
    else:
        run(options)


if __name__ == "__main__":
    main()

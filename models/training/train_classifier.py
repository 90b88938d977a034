"""Trains one classifier of a pack: a member of the ensemble, or the gate.

    python3 train_classifier.py NAME --data DIR [--preset compact|paper] [--init FILE] [--threads 2]

NAME is `gate` or a member of the preset in recipes.json. Goes on from its checkpoint when it was
stopped. Writes `<cache>/<name>.pt` (state dict) and `<cache>/<name>.json` (figures on val); the cache
of the paper preset is `<cache>/paper`. `--init` takes a checkpoint with torchvision's names to start
from; its last layer may have any number of classes and is left out. (The paper starts from SWSL
ImageNet weights. They are CC BY-NC 4.0: no pack made from them may be shipped.)
"""

import argparse
import json
import math
import pathlib
import time

import numpy as np
import torch
import torch.nn.functional as F

from augment import (
    NORMALISATIONS,
    focus_and_noise,
    rotate_and_scale,
    shrunk,
    stain,
    to_batch,
    training_batch,
)
from damage import damage
from data import CACHE_SIDE, background_cells, join, real_cells, rendered_cells
from learning import optimiser_of
from metrics import source_report
from networks import ResNet, initialise
from storage import Average, Checkpoint

HERE = pathlib.Path(__file__).parent
CACHE = HERE / ".cache"
RENDERED = ("rendered",)
# Of the countable cells in a batch for the gate, how many are damaged and become uncountable.
DAMAGED_SHARE = 0.3


def set_loss(logits, masks):
    """−log of the probability of the set of classes that the source's label allows."""
    log_p = F.log_softmax(logits, 1)
    return -torch.logsumexp(log_p.masked_fill(masks == 0, -math.inf), 1).mean()


def evaluation_input(cells, size, normalisation):
    """Cached windows → network input, without augmentation."""
    normalise = NORMALISATIONS[normalisation]
    out = []
    for start in range(0, len(cells.images), 256):
        x = to_batch(cells.images[start : start + 256])
        out.append(normalise(F.interpolate(x, (size, size), mode="bilinear", antialias=True)))
    return torch.cat(out)


def all_rendered(side=CACHE_SIDE):
    """Cells of every folder of rendered fields that is there."""
    folders = [CACHE / name for name in RENDERED if (CACHE / name).exists()]
    return join(*(rendered_cells(folder, side) for folder in folders))


@torch.no_grad()
def predict(model, x):
    model.eval()
    return torch.cat([model(part.contiguous(memory_format=torch.channels_last)) for part in x.split(128)])


class MemberTask:
    """20 classes, trained on sets of labels.

    `sources` leaves the other sources' cells out of training, not out of val.
    """

    outputs = 20

    def __init__(self, data, sources=None, side=CACHE_SIDE):
        real = real_cells(data, "train", side, sources)
        rendered = all_rendered(side)
        self.train = join(
            real.subset(real.masks.sum(1) > 0), rendered.subset(rendered.masks.sum(1) > 0)
        )
        val = real_cells(data, "val", side)
        self.val = val.subset(val.masks.sum(1) > 0)

    def weights(self, stage):
        """Square-root balancing of source × class; rendered cells are a fixed share."""
        keys = np.char.add(np.char.add(self.train.source, "/"), self.train.source_class)
        _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
        weights = 1 / np.sqrt(counts[inverse])
        rendered = self.train.source == "rendered"
        share = stage["renderedShare"]
        weights[rendered] *= share / weights[rendered].sum()
        weights[~rendered] *= (1 - share) / weights[~rendered].sum()
        return weights / weights.sum()

    def epoch_length(self):
        return int((self.train.source != "rendered").sum())

    def batch(self, images, index, size, stage, generator):
        x = training_batch(
            images[index], size, generator, stage["normalisation"], grey=stage.get("grey", 0.0)
        )
        return x, torch.from_numpy(self.train.masks[index])

    loss = staticmethod(set_loss)

    def validate(self, model, x):
        logits = predict(model, x)
        report = source_report(logits.softmax(1).numpy(), self.val)
        report["nll"] = float(set_loss(logits, torch.from_numpy(self.val.masks)))
        return report

    def temperature(self, model, x):
        """The temperature that gives val its smallest loss."""
        logits, masks = predict(model, x), torch.from_numpy(self.val.masks)
        candidates = np.exp(np.linspace(np.log(0.5), np.log(3), 60))
        return float(min(candidates, key=lambda t: float(set_loss(logits / t, masks))))


def uncountable_kinds(cells):
    """Which cells are of each kind of uncountable: name → [n] bool."""
    return {
        "unidentifiable": cells.source_class == "NIF",
        "platelets": cells.source_class == "platelet",
        "red cells and background": cells.source_class == "background",
        "rendered remains": (cells.source == "rendered") & (cells.gate == 0),
    }


class GateTask:
    """Countable or not. No real smudge cell is at hand: cells are damaged by program (damage.py).

    `without` names kinds of uncountable that are kept out of training (see `uncountable_kinds` and
    `damage.KINDS`).
    """

    outputs = 2

    def __init__(self, data, without=(), side=CACHE_SIDE):
        everything = join(
            real_cells(data, "train", side), all_rendered(side), background_cells(data, side=side)
        )
        kinds = uncountable_kinds(everything)
        kept = np.ones(len(everything.gate), bool)
        for name in set(without) & set(kinds):
            kept &= ~kinds[name]
        self.train = everything.subset(kept)
        self.without = without
        self.val = real_cells(data, "val", side)

    def weights(self, stage):
        rendered = self.train.source == "rendered"
        kinds = (
            ((self.train.gate == 1) & ~rendered, 0.4),
            (rendered, 0.25),
            ((self.train.gate == 0) & ~rendered, 0.35),
        )
        weights = np.ones(len(self.train.gate))
        for which, share in kinds:
            weights[which] = share / which.sum()
        return weights / weights.sum()

    def epoch_length(self):
        return 9000

    def batch(self, images, index, size, stage, generator):
        target, weight = self.train.gate[index].copy(), self.train.gate_weight[index].copy()
        x = rotate_and_scale(to_batch(images[index]), size, generator, shift=0.08, zoom=0.2)
        chosen = torch.rand(len(index), generator=generator) < DAMAGED_SHARE
        damaged = chosen.numpy() & (target == 1)
        if damaged.any():
            x[damaged] = damage(x[damaged], generator, self.without)
            target[damaged] = 0
        x = NORMALISATIONS[stage["normalisation"]](focus_and_noise(stain(x, generator), generator))
        return x, torch.from_numpy(np.stack([target, weight], 1))

    @staticmethod
    def loss(logits, target):
        losses = F.cross_entropy(logits, target[:, 0].long(), reduction="none", label_smoothing=0.02)
        return (losses * target[:, 1]).sum() / target[:, 1].sum()

    def validate(self, model, x):
        from sklearn.metrics import roc_auc_score

        score = predict(model, x).softmax(1)[:, 1].numpy()
        countable, refer = self.val.gate == 1, self.val.source_class == "NIF"
        clear = ~refer
        return {
            "auc": float(roc_auc_score(countable[clear], score[clear])),
            "aucAgainstRefer": float(roc_auc_score(countable[countable | refer], score[countable | refer])),
            "kept": float((score[countable] >= 0.5).mean()),
            "referKept": float((score[refer] >= 0.5).mean()),
            "notCellKept": float((score[~countable & ~refer] >= 0.5).mean()),
        }

    def temperature(self, model, x):
        return 1.0


def run_stage(name, recipe, number, start, task, cache=CACHE):
    """One cosine of learning, from the weights `start` (None: anew) to its averaged weights.

    Goes on from its checkpoint; a stage that is done is read from `<name>-<number>.pt`.
    """
    result = cache / f"{name}-{number}.pt"
    if result.exists():
        return torch.load(result)
    stage = recipe["stages"][number - 1]
    seed, batch = recipe["seed"] + 1000 * (number - 1), recipe["batch"]
    model = initialise(ResNet(recipe["architecture"], task.outputs)).to(memory_format=torch.channels_last)
    if start is not None:
        fitting = {k: v for k, v in start.items() if v.shape == model.state_dict()[k].shape}
        model.load_state_dict(fitting, strict=False)
    # Most of the features are learned on small windows, at a fraction of the cost.
    sizes = [size for size, epochs in stage["epochs"] for _ in range(epochs)]
    weights, per_epoch = task.weights(stage), task.epoch_length() // batch
    total = len(sizes) * per_epoch
    optimiser, schedule = optimiser_of(stage, model, total, per_epoch)
    average = Average(model, 0.998)
    checkpoint = Checkpoint(cache / f"{name}-{number}.checkpoint", model, optimiser, schedule, average)
    images, images_size = task.train.images, None
    for epoch in range(checkpoint.resume(), len(sizes)):
        started, size = time.time(), sizes[epoch]
        if size != images_size:
            images, images_size = shrunk(task.train.images, size * 5 // 4), size
        rng = np.random.default_rng([seed, epoch])
        generator = torch.Generator().manual_seed(seed * 1000 + epoch)
        index = rng.choice(len(weights), per_epoch * batch, p=weights)
        model.train()
        losses = []
        for part in index.reshape(per_epoch, -1):
            x, target = task.batch(images, part, size, stage, generator)
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(x.contiguous(memory_format=torch.channels_last))
            loss = task.loss(logits.float(), target)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            average.update(model)
            losses.append(float(loss))
        checkpoint.save(epoch + 1)
        print(
            f"{name} stage {number} epoch {epoch + 1}/{len(sizes)} size {size} "
            f"loss {np.mean(losses):.4f} {time.time() - started:.0f} s",
            flush=True,
        )
    learned = blended(start, average.values, stage.get("keptOfStart", 0.0))
    torch.save(learned, result)
    return learned


def blended(start, learned, share):
    """`share` of the weights that a stage began with, the rest of what it learned.

    Between two ends of one path the network keeps most of what each knows.
    """
    if share == 0:
        return learned
    mix = lambda a, b: a * share + b * (1 - share) if b.is_floating_point() else b
    return {name: mix(start[name], value) for name, value in learned.items()}


def starting_point(path, recipe, outputs):
    """A checkpoint's weights that fit the network, without its last layer.

    Raises SystemExit naming what does not fit.
    """
    if path is None:
        return None
    weights = torch.load(path, map_location="cpu")
    weights = weights.get("state_dict", weights)
    expected = ResNet(recipe["architecture"], outputs).state_dict()
    taken = {k: v for k, v in weights.items() if k in expected and not k.startswith("fc.")}
    wrong = [k for k, v in taken.items() if v.shape != expected[k].shape]
    missing = [k for k in expected if k not in taken and not k.startswith("fc.")]
    if wrong or missing:
        raise SystemExit(f"{path} does not fit the network: {', '.join((wrong + missing)[:5])} …")
    return taken


def train(name, recipe, task, threads, cache=CACHE, init=None):
    torch.set_num_threads(threads)
    torch.manual_seed(recipe["seed"])
    weights = starting_point(init, recipe, task.outputs)
    for number in range(1, len(recipe["stages"]) + 1):
        weights = run_stage(name, recipe, number, weights, task, cache)
    model = ResNet(recipe["architecture"], task.outputs).to(memory_format=torch.channels_last)
    model.load_state_dict(weights)
    val_input = evaluation_input(task.val, recipe["size"], recipe["normalisation"])
    figures = task.validate(model, val_input)
    figures["temperature"] = task.temperature(model, val_input)
    torch.save(model.state_dict(), cache / f"{name}.pt")
    (cache / f"{name}.json").write_text(json.dumps(figures, indent=1))
    print(name, json.dumps(figures), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--preset", default="compact", choices=["compact", "paper"])
    parser.add_argument("--init", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    recipes = json.loads((HERE / "recipes.json").read_text())[options.preset]
    recipe = recipes["gate"] if options.name == "gate" else recipes["members"][options.name]
    cache = CACHE if options.preset == "compact" else CACHE / options.preset
    cache.mkdir(parents=True, exist_ok=True)
    kind = GateTask if options.name == "gate" else MemberTask
    task = kind(options.data, side=max(CACHE_SIDE, recipe["size"]))
    print(options.name, len(task.train.images), "windows to train on", flush=True)
    train(options.name, recipe, task, options.threads, cache, options.init)


if __name__ == "__main__":
    main()

"""Trains one classifier of the compact pack: a member of the ensemble, or the gate.

    python3 train_classifier.py resnext-a | resnext-b | resnet | gate  --data DIR [--threads 2]

Goes on from its checkpoint when it was stopped. Writes `<cache>/<name>.pt` (state dict) and
`<cache>/<name>.json` (figures on val).
"""

import argparse
import json
import math
import pathlib
import time

import numpy as np
import torch
import torch.nn.functional as F

from augment import crush, rotate_and_scale, standardise, stain, focus_and_noise, to_batch, training_batch
from data import background_cells, join, real_cells, rendered_cells
from metrics import source_report
from networks import ResNet, initialise
from storage import Average, Checkpoint

HERE = pathlib.Path(__file__).parent
CACHE = HERE / ".cache"
RENDERED_SHARE = 0.12


def set_loss(logits, masks):
    """−log of the probability of the set of classes that the source's label allows."""
    log_p = F.log_softmax(logits, 1)
    return -torch.logsumexp(log_p.masked_fill(masks == 0, -math.inf), 1).mean()


def evaluation_input(cells, size):
    """Cached windows → network input, without augmentation."""
    out = []
    for start in range(0, len(cells.images), 256):
        x = to_batch(cells.images[start : start + 256])
        out.append(standardise(F.interpolate(x, (size, size), mode="bilinear", antialias=True)))
    return torch.cat(out)


@torch.no_grad()
def predict(model, x):
    model.eval()
    return torch.cat([model(part.contiguous(memory_format=torch.channels_last)) for part in x.split(128)])


class MemberTask:
    """20 classes, trained on sets of labels."""

    outputs = 20

    def __init__(self, data, seed):
        real = real_cells(data, "train")
        rendered = rendered_cells(CACHE / "rendered")
        self.train = join(
            real.subset(real.masks.sum(1) > 0), rendered.subset(rendered.masks.sum(1) > 0)
        )
        val = real_cells(data, "val")
        self.val = val.subset(val.masks.sum(1) > 0)
        self.weights = self.balance()

    def balance(self):
        """Square-root balancing of source × class; rendered cells are a fixed share."""
        keys = np.char.add(np.char.add(self.train.source, "/"), self.train.source_class)
        names, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
        weights = 1 / np.sqrt(counts[inverse])
        rendered = self.train.source == "rendered"
        weights[rendered] *= RENDERED_SHARE / weights[rendered].sum()
        weights[~rendered] *= (1 - RENDERED_SHARE) / weights[~rendered].sum()
        return weights / weights.sum()

    def epoch_length(self):
        return int((self.train.source != "rendered").sum())

    def batch(self, index, size, generator):
        x = training_batch(self.train.images[index], size, generator)
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


class GateTask:
    """Countable or not. No real smudge cell is at hand: crushed cells are rendered from real ones."""

    outputs = 2

    def __init__(self, data, seed):
        self.train = join(
            real_cells(data, "train"), rendered_cells(CACHE / "rendered"), background_cells(data)
        )
        self.val = real_cells(data, "val")
        self.seed = seed
        weights = np.ones(len(self.train.gate))
        for kind, share in (("countable", 0.4), ("rendered", 0.25), ("not", 0.35)):
            rendered = self.train.source == "rendered"
            which = {
                "countable": (self.train.gate == 1) & ~rendered,
                "rendered": rendered,
                "not": (self.train.gate == 0) & ~rendered,
            }[kind]
            weights[which] = share / which.sum()
        self.weights = weights / weights.sum()

    def epoch_length(self):
        return 9000

    def batch(self, index, size, generator):
        images, target = self.train.images[index], self.train.gate[index].copy()
        weight = self.train.gate_weight[index].copy()
        x = rotate_and_scale(to_batch(images), size, generator, shift=0.08, zoom=0.2)
        # A sixth of the countable cells are crushed and become uncountable.
        crushed = (torch.rand(len(index), generator=generator) < 1 / 6).numpy() & (target == 1)
        if crushed.any():
            x[crushed] = crush(x[crushed], generator)
            target[crushed] = 0
        x = standardise(focus_and_noise(stain(x, generator), generator))
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


def train(name, recipe, task, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(recipe["seed"])
    model = initialise(ResNet(recipe["architecture"], task.outputs)).to(memory_format=torch.channels_last)
    decayed = [p for p in model.parameters() if p.ndim > 1]
    others = [p for p in model.parameters() if p.ndim <= 1]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.03}, {"params": others, "weight_decay": 0}],
        lr=recipe["learningRate"],
    )
    small, full = recipe["epochs"]
    per_epoch = task.epoch_length() // recipe["batch"]
    total = (small + full) * per_epoch
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(1, (step + 1) / 300) * 0.5 * (1 + math.cos(math.pi * min(1, step / total))),
    )
    average = Average(model, 0.998)
    checkpoint = Checkpoint(CACHE / f"{name}.checkpoint", model, optimiser, schedule, average)
    shadow = ResNet(recipe["architecture"], task.outputs).to(memory_format=torch.channels_last)
    val_input = evaluation_input(task.val, recipe["size"])
    for epoch in range(checkpoint.resume(), small + full):
        started = time.time()
        # Most of the features are learned on small windows, at half the cost.
        size = recipe["size"] if epoch >= small else recipe["size"] * 2 // 3
        rng = np.random.default_rng([recipe["seed"], epoch])
        generator = torch.Generator().manual_seed(recipe["seed"] * 1000 + epoch)
        index = rng.choice(len(task.weights), per_epoch * recipe["batch"], p=task.weights)
        model.train()
        losses = []
        for part in index.reshape(per_epoch, -1):
            x, target = task.batch(part, size, generator)
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
        line = f"{name} epoch {epoch + 1}/{small + full} size {size} loss {np.mean(losses):.4f}"
        if epoch % 4 == 3 or epoch + 1 == small + full:
            shadow.load_state_dict(average.values)
            line += " " + json.dumps(task.validate(shadow, val_input))
        print(f"{line} {time.time() - started:.0f} s", flush=True)
    shadow.load_state_dict(average.values)
    figures = task.validate(shadow, val_input)
    figures["temperature"] = task.temperature(shadow, val_input)
    torch.save(shadow.state_dict(), CACHE / f"{name}.pt")
    (CACHE / f"{name}.json").write_text(json.dumps(figures, indent=1))
    print(name, json.dumps(figures), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    recipes = json.loads((HERE / "recipes.json").read_text())["compact"]
    recipe = recipes["gate"] if options.name == "gate" else recipes["members"][options.name]
    task = (GateTask if options.name == "gate" else MemberTask)(options.data, recipe["seed"])
    print(options.name, len(task.train.images), "windows to train on", flush=True)
    train(options.name, recipe, task, options.threads)


if __name__ == "__main__":
    main()

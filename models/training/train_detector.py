"""Trains the detector of a pack.

    python3 train_detector.py --data DIR [--preset compact|paper] [--init FILE] [--threads 2]

In stages of one cosine each (warm restarts); goes on from its checkpoint when it was stopped. Writes
`<cache>/detector.pt` and `<cache>/detector.json` (AP on the blood fields of val); the cache of the
paper preset is `<cache>/paper`. `--init` takes a VGG checkpoint with torchvision's names
(`features.0.weight` …) for the trunk.
"""

import argparse
import json
import math
import pathlib
import time

import numpy as np
import torch
import torch.nn.functional as F
from torchvision.models.detection._utils import BoxCoder
from torchvision.ops import box_iou, nms

from augment import focus_and_noise, stain
from detection_metrics import average_precision
from learning import optimiser_of
from networks import anchor_sizes, retinanet
from scenes import Mixture, blood_fields, marrow_windows, rendered_fields, resized
from storage import Average, Checkpoint

HERE = pathlib.Path(__file__).parent
CACHE = HERE / ".cache"
MEAN = torch.tensor([0.485, 0.456, 0.406])[:, None, None]
STD = torch.tensor([0.229, 0.224, 0.225])[:, None, None]
CODER = BoxCoder((1.0, 1.0, 1.0, 1.0))
# Every third marrow window: thresholding all of them takes longer than it is worth.
WINDOWS_EVERY = 3
# Platelets are few among the anchors, and what the detector is most often wrong about.
LOOKALIKE_WEIGHT = 4.0
# Crops are drawn at random: an epoch is as many steps as the schedule by epoch counts in one.
STEPS_PER_EPOCH = 400


def all_anchors(architecture, height, width):
    """Anchors of all levels for a padded input, [n, 4], in the order of the heads' outputs."""
    ratios = architecture["anchors"]["ratios"]
    levels = []
    grid = height // 8, width // 8
    for level, sizes in enumerate(anchor_sizes(architecture)):
        if level > 2:
            grid = math.ceil(grid[0] / 2), math.ceil(grid[1] / 2)
        elif level > 0:
            grid = grid[0] // 2, grid[1] // 2
        stride_y, stride_x = height // grid[0], width // grid[1]
        root = torch.sqrt(torch.tensor(ratios))
        sides = torch.tensor(sizes, dtype=torch.float32)
        ws = ((1 / root)[:, None] * sides).flatten()
        hs = (root[:, None] * sides).flatten()
        base = (torch.stack([-ws, -hs, ws, hs], 1) / 2).round()
        y, x = torch.meshgrid(
            torch.arange(grid[0]) * stride_y, torch.arange(grid[1]) * stride_x, indexing="ij"
        )
        shifts = torch.stack([x, y, x, y], 2).view(-1, 1, 4)
        levels.append((shifts + base).view(-1, 4))
    return torch.cat(levels).float()


def target_of(scene, anchors):
    """Per anchor: 1 cell, 0 background, −1 not to be judged; the weight of its class; and the
    offsets of the cells' anchors."""
    weight = torch.ones(len(anchors))
    label = torch.zeros(len(anchors))
    offsets = torch.zeros(len(anchors), 4)
    if len(scene.ignored):
        ignored = torch.from_numpy(scene.ignored)
        centre = (anchors[:, None, :2] + anchors[:, None, 2:]) / 2
        inside = (centre > ignored[:, :2]) & (centre < ignored[:, 2:])
        label[inside.all(2).any(1)] = -1
    if len(scene.lookalikes):
        near = box_iou(anchors, torch.from_numpy(scene.lookalikes)).max(1).values > 0.3
        weight[near] = LOOKALIKE_WEIGHT
    if len(scene.boxes):
        boxes = torch.from_numpy(scene.boxes)
        overlap = box_iou(anchors, boxes)
        best, which = overlap.max(1)
        label[(best >= 0.4) & (label == 0)] = -1
        label[best >= 0.5] = 1
        # No cell goes without an anchor.
        for box, anchor in enumerate(overlap.argmax(0).tolist()):
            if overlap[anchor, box] > 0.3:
                label[anchor], which[anchor] = 1, box
        cells = label == 1
        offsets[cells] = CODER.encode_single(boxes[which[cells]], anchors[cells])
        weight[cells] = 1
    return label, weight, offsets


def focal_loss(logits, label, anchor_weight, alpha=0.25, gamma=2.0):
    """Weighted sum over the judged anchors (Lin et al. 2017)."""
    judged = label >= 0
    logits, label, anchor_weight = logits[judged], label[judged], anchor_weight[judged]
    p = torch.sigmoid(logits)
    ce = F.binary_cross_entropy_with_logits(logits, label, reduction="none")
    wrong = torch.where(label == 1, 1 - p, p)
    weight = torch.where(label == 1, alpha, 1 - alpha)
    return (anchor_weight * weight * wrong**gamma * ce).sum()


def loss_of(outputs, targets):
    logits, offsets = outputs
    labels, weights, wanted = (torch.stack(part) for part in zip(*targets))
    cells = labels == 1
    count = cells.sum().clamp(min=1)
    boxes = F.smooth_l1_loss(offsets[cells], wanted[cells], reduction="sum", beta=0.1)
    return focal_loss(logits, labels, weights) / count, boxes / count


def forward(model, x):
    """[n, 3, h, w] → logits [n, anchors], offsets [n, anchors, 4]."""
    features = list(model.backbone(x).values())
    heads = model.head(features)
    return heads["cls_logits"].float()[:, :, 0], heads["bbox_regression"].float()


def input_size(width, height, recipe):
    factor = min(recipe["shortSide"] / min(width, height), recipe["longSide"] / max(width, height))
    return round(width * factor), round(height * factor)


@torch.no_grad()
def detect(model, recipe, image, floor=0.05, iou=0.5):
    """Boxes [n, 4] px of the image and scores, as the workstation decodes them."""
    height, width = image.shape[:2]
    w, h = input_size(width, height, recipe)
    x = torch.from_numpy(image.copy()).permute(2, 0, 1).float()[None] / 255
    x = F.interpolate(x, (h, w), mode="bilinear", antialias=True)
    x = (x - MEAN) / STD
    x = F.pad(x, (0, -w % 32, 0, -h % 32)).contiguous(memory_format=torch.channels_last)
    logits, offsets = forward(model.eval(), x)
    anchors = all_anchors(recipe["architecture"], x.shape[2], x.shape[3])
    score = torch.sigmoid(logits[0])
    order = score.argsort(descending=True)[:1000]
    order = order[score[order] > floor]
    boxes = CODER.decode_single(offsets[0][order], anchors[order])
    boxes[:, 0::2] = boxes[:, 0::2].clamp(0, w) * (width / w)
    boxes[:, 1::2] = boxes[:, 1::2].clamp(0, h) * (height / h)
    whole = (boxes[:, 2:] > boxes[:, :2]).all(1)
    boxes, score = boxes[whole], score[order][whole]
    kept = nms(boxes, score, iou)[:400]
    return boxes[kept].numpy(), score[kept].numpy()


def validate(model, recipe, scenes):
    found = [detect(model, recipe, scene.image) for scene in scenes]
    return average_precision(found, [scene.boxes for scene in scenes])


def new_model(recipe):
    model = retinanet(recipe["architecture"]).to(memory_format=torch.channels_last)
    for module in model.backbone.body.modules():
        if isinstance(module, torch.nn.Conv2d):
            torch.nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
    return model


def run_stage(recipe, number, start, mixture, val, cache):
    """One cosine of learning, from the weights `start` (None: anew) to its averaged weights.

    Goes on from its checkpoint; a stage that is done is read from `detector-<number>.pt`.
    """
    result = cache / f"detector-{number}.pt"
    if result.exists():
        return torch.load(result)
    stage = recipe["stages"][number - 1]
    steps, crop, seed = stage["steps"], stage["crop"], recipe["seed"] + 1000 * (number - 1)
    model = new_model(recipe)
    if start is not None:
        model.load_state_dict(start)
    optimiser, schedule = optimiser_of(stage, model, steps, STEPS_PER_EPOCH)
    average = Average(model, 0.998)
    checkpoint = Checkpoint(cache / f"detector-{number}.checkpoint", model, optimiser, schedule, average)
    shadow = retinanet(recipe["architecture"]).to(memory_format=torch.channels_last)
    anchors = all_anchors(recipe["architecture"], crop, crop)
    started, sums = time.time(), np.zeros(2)
    for step in range(checkpoint.resume(), steps):
        rng = np.random.default_rng([seed, step])
        generator = torch.Generator().manual_seed(seed * 100_000 + step)
        scenes = [mixture.draw(crop, rng) for _ in range(recipe["batch"])]
        x = torch.from_numpy(np.stack([s.image for s in scenes])).permute(0, 3, 1, 2).float() / 255
        x = (focus_and_noise(stain(x, generator), generator) - MEAN) / STD
        model.train()
        with torch.autocast("cpu", torch.bfloat16):
            outputs = forward(model, x.contiguous(memory_format=torch.channels_last))
        classes, boxes = loss_of(outputs, [target_of(s, anchors) for s in scenes])
        optimiser.zero_grad()
        (classes + boxes).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        average.update(model)
        sums += float(classes), float(boxes)
        if step % 100 == 99:
            print(
                f"stage {number} step {step + 1}/{steps} class {sums[0] / 100:.4f} "
                f"box {sums[1] / 100:.4f} {time.time() - started:.0f} s",
                flush=True,
            )
            sums[:], started = 0, time.time()
        if step % 250 == 249:
            checkpoint.save(step + 1)
        if step % 1000 == 999 and step + 1 < steps:
            shadow.load_state_dict(average.values)
            print({k: round(validate(shadow, recipe, v[:80])["ap50"], 4) for k, v in val.items()}, flush=True)
    torch.save(average.values, result)
    return average.values


def trunk_of(path, recipe):
    """Weights of a new detector whose trunk is a VGG checkpoint's. Raises SystemExit where none fit."""
    model = new_model(recipe)
    if path is None:
        return None
    weights = torch.load(path, map_location="cpu")
    weights = weights.get("state_dict", weights)
    trunk = {k[len("features.") :]: v for k, v in weights.items() if k.startswith("features.")}
    expected = model.backbone.body.state_dict()
    wrong = [k for k in expected if k not in trunk or trunk[k].shape != expected[k].shape]
    if wrong:
        raise SystemExit(f"{path} does not fit the trunk: {', '.join(wrong[:5])} …")
    model.backbone.body.load_state_dict({k: trunk[k] for k in expected})
    return model.state_dict()


def train(recipe, data, threads, cache=CACHE, init=None):
    torch.set_num_threads(threads)
    torch.manual_seed(recipe["seed"])
    blood = blood_fields(data, "train")
    windows = marrow_windows(data, "train", every=WINDOWS_EVERY)
    rendered = rendered_fields(CACHE / "rendered")
    # The last rendered fields are held out.
    mixture = Mixture(blood, windows, rendered[:-20])
    val = {"blood": blood_fields(data, "val"), "rendered": rendered[-20:]}
    print(f"{len(blood)} blood fields, {len(windows)} marrow windows, {len(rendered)} rendered", flush=True)
    weights = trunk_of(init, recipe)
    for number in range(1, len(recipe["stages"]) + 1):
        weights = run_stage(recipe, number, weights, mixture, val, cache)
    model = retinanet(recipe["architecture"]).to(memory_format=torch.channels_last)
    model.load_state_dict(weights)
    torch.save(model.state_dict(), cache / "detector.pt")
    figures = {name: validate(model, recipe, scenes) for name, scenes in val.items()}
    (cache / "detector.json").write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--preset", default="compact", choices=["compact", "paper"])
    parser.add_argument("--init", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    recipe = json.loads((HERE / "recipes.json").read_text())[options.preset]["detector"]
    cache = CACHE if options.preset == "compact" else CACHE / options.preset
    cache.mkdir(parents=True, exist_ok=True)
    train(recipe, options.data, options.threads, cache, options.init)


if __name__ == "__main__":
    main()

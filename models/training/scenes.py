"""Crops for the detector: real blood fields, mosaics of marrow windows, rendered marrow fields."""

import csv
import json

import numpy as np
from PIL import Image

from fields import yolo_boxes
from pseudo import pseudo_boxes

# Longer sides that cells may have in the network's input, px.
CELL_SIDES = (30, 290)
CROWDED_CELL_SIDES = (28, 110)


# Cells count down to this share of their box inside a crop; of less, nobody could say what it is.
LEAST_VISIBLE = 0.2

NO_BOXES = np.zeros((0, 4), np.float32)


class Scene:
    """A picture with boxes [n, 4], ignored regions [m, 4] and look-alikes [k, 4] (platelets), px."""

    def __init__(self, image, boxes, ignored=NO_BOXES, lookalikes=NO_BOXES):
        self.image, self.boxes = image, boxes.astype(np.float32).reshape(-1, 4)
        self.ignored, self.lookalikes = ignored, lookalikes

    def typical_side(self):
        if not len(self.boxes):
            return 100.0
        return float(np.median((self.boxes[:, 2:] - self.boxes[:, :2]).max(1)))


def blood_fields(data, split):
    scenes = []
    for path in sorted((data / f"fields/txl/images/{split}").iterdir()):
        image = np.asarray(Image.open(path).convert("RGB"))
        boxes = yolo_boxes(
            data / f"fields/txl/labels/{split}" / f"{path.stem}.txt", image.shape[1], image.shape[0]
        )
        kind = boxes[:, 0]
        scenes.append(Scene(image, boxes[kind == 0][:, 1:], lookalikes=boxes[kind == 2][:, 1:]))
    return scenes


def marrow_windows(data, split, source="mll", every=1):
    scenes = []
    rows = csv.DictReader(open(data / "cells.csv"))
    wanted = [row for row in rows if row["source"] == source and row["split"] == split]
    for row in wanted[::every]:
        image = np.asarray(Image.open(data / row["path"]).convert("RGB"))
        boxes, ignored = pseudo_boxes(image, float(row["window_um"]))
        scenes.append(Scene(image, boxes, ignored))
    return scenes


def rendered_fields(folder):
    scenes = []
    for path in sorted(folder.glob("*.json")):
        field = json.loads(path.read_text())
        image = np.asarray(Image.open(path.with_suffix(".png")).convert("RGB"))
        boxes = [[b["x"], b["y"], b["x"] + b["width"], b["y"] + b["height"]] for b in (c["box"] for c in field["truth"])]
        scenes.append(Scene(image, np.array(boxes, np.float32)))
    return scenes


def visible(boxes, width, height, least=LEAST_VISIBLE):
    """Boxes clipped to a crop; those of which too little is left become ignored regions."""
    area = np.prod(boxes[:, 2:] - boxes[:, :2], 1)
    clipped = np.stack(
        [
            boxes[:, 0].clip(0, width),
            boxes[:, 1].clip(0, height),
            boxes[:, 2].clip(0, width),
            boxes[:, 3].clip(0, height),
        ],
        1,
    )
    sides = clipped[:, 2:] - clipped[:, :2]
    left = np.prod(sides, 1) / np.maximum(area, 1)
    keep = (left >= least) & (sides.min(1) >= 6)
    seen = (left > 0) & ~keep
    return clipped[keep], clipped[seen]


def resized(scene, factor):
    """The scene at `factor` times its size, with a randomly rotated, mirrored copy's freedom left."""
    height, width = scene.image.shape[:2]
    size = max(8, round(width * factor)), max(8, round(height * factor))
    image = np.asarray(Image.fromarray(scene.image).resize(size, Image.BILINEAR))
    scale = np.array([size[0] / width, size[1] / height] * 2, np.float32)
    return Scene(image, scene.boxes * scale, scene.ignored * scale, scene.lookalikes * scale)


def turned(scene, rng):
    """One of the eight flips and quarter turns."""
    image, groups = scene.image, [scene.boxes, scene.ignored, scene.lookalikes]
    if rng.random() < 0.5:
        image = image[:, ::-1]
        width = image.shape[1]
        flip = lambda b: np.stack([width - b[:, 2], b[:, 1], width - b[:, 0], b[:, 3]], 1)
        groups = [flip(boxes) for boxes in groups]
    for _ in range(rng.integers(4)):
        width = image.shape[1]
        image = np.rot90(image)
        turn = lambda b: np.stack([b[:, 1], width - b[:, 2], b[:, 3], width - b[:, 0]], 1)
        groups = [turn(boxes) for boxes in groups]
    return Scene(np.ascontiguousarray(image), *groups)


def crop(scene, side, rng):
    """A side × side crop around a random cell or look-alike (or anywhere); smaller scenes are laid
    on grey. The crop's border may run through the cell."""
    height, width = scene.image.shape[:2]
    choice = rng.random()
    aims = scene.lookalikes if choice < 0.2 and len(scene.lookalikes) else scene.boxes
    if len(aims) and choice < 0.88:
        box = aims[rng.integers(len(aims))]
        centre = (box[:2] + box[2:]) / 2 + rng.uniform(-0.5, 0.5, 2) * side
    else:
        centre = rng.uniform(0, 1, 2) * [width, height]
    x = int(np.clip(centre[0] - side / 2, 0, max(0, width - side)))
    y = int(np.clip(centre[1] - side / 2, 0, max(0, height - side)))
    out = np.full((side, side, 3), 114, np.uint8)
    part = scene.image[y : y + side, x : x + side]
    out[: part.shape[0], : part.shape[1]] = part
    shift = np.array([x, y, x, y], np.float32)
    boxes, lost = visible(scene.boxes - shift, part.shape[1], part.shape[0])
    ignored, gone = visible(scene.ignored - shift, part.shape[1], part.shape[0], 0.0)
    lookalikes, _ = visible(scene.lookalikes - shift, part.shape[1], part.shape[0], 0.0)
    return Scene(out, boxes, np.concatenate([lost, ignored, gone]), lookalikes)


def laid_out(scenes, tile, side, rng):
    """A canvas of side × side covered with crops of `tile` px from several scenes."""
    out = np.zeros((side, side, 3), np.uint8)
    boxes, ignored, lookalikes = [], [], []
    offset = rng.integers(0, tile, 2)
    for y in range(-int(offset[1]), side, tile):
        for x in range(-int(offset[0]), side, tile):
            piece = crop(turned(next(scenes), rng), tile, rng)
            x0, y0 = max(x, 0), max(y, 0)
            x1, y1 = min(x + tile, side), min(y + tile, side)
            out[y0:y1, x0:x1] = piece.image[y0 - y : y1 - y, x0 - x : x1 - x]
            shift = np.array([x - x0, y - y0] * 2, np.float32)
            place = np.array([x0, y0] * 2, np.float32)
            seen, lost = visible(piece.boxes + shift, x1 - x0, y1 - y0)
            off, gone = visible(piece.ignored + shift, x1 - x0, y1 - y0, 0.0)
            platelets, _ = visible(piece.lookalikes + shift, x1 - x0, y1 - y0, 0.0)
            boxes.append(seen + place)
            lookalikes.append(platelets + place)
            ignored += [lost + place, off + place, gone + place]
    return Scene(out, np.concatenate(boxes), np.concatenate(ignored), np.concatenate(lookalikes))


def log_uniform(rng, low, high):
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


class Mixture:
    """Draws training crops from the three kinds of scenes."""

    def __init__(self, blood, windows, rendered):
        self.blood, self.windows, self.rendered = blood, windows, rendered

    def draw(self, side, rng):
        """A side × side crop."""
        pick = lambda scenes: scenes[rng.integers(len(scenes))]
        kind = rng.random()
        if kind < 0.5:
            first = pick(self.blood)
            target = log_uniform(rng, *CELL_SIDES)
            scene = resized(first, target / first.typical_side())
            if min(scene.image.shape[:2]) >= side * 0.8 and rng.random() < 0.7:
                return crop(turned(scene, rng), side, rng)
            target = min(target, 120)
            tile = int(np.clip(target * rng.uniform(1.4, 3), 64, side))
            fitting = self._at_size(self.blood, target, rng)
            return laid_out(fitting, tile, side, rng)
        if kind < 0.75:
            target = log_uniform(rng, *CROWDED_CELL_SIDES)
            # A window is 24 µm wide, a cell about 12.
            tile = int(round(target * 2 * rng.uniform(0.75, 1)))
            return laid_out(self._at_size(self.windows, target, rng, 24 / 12), tile, side, rng)
        field = pick(self.rendered)
        target = log_uniform(rng, *CROWDED_CELL_SIDES)
        scene = resized(field, max(target / field.typical_side(), 0.45))
        return crop(turned(scene, rng), side, rng)

    def _at_size(self, scenes, target, rng, width_in_cells=None):
        while True:
            scene = scenes[rng.integers(len(scenes))]
            factor = (
                target * width_in_cells / scene.image.shape[1]
                if width_in_cells
                else target / scene.typical_side()
            )
            yield resized(scene, factor * log_uniform(rng, 0.85, 1.18))

"""Cells of `cells.csv` and rendered cells as windows of one physical width.

Every window is cut as the workstation cuts it: a square of fixed width in µm around the cell's
centre, resampled with an antialiased triangle filter, mirrored beyond the border.
"""

import csv
import json
import pathlib

import numpy as np
from PIL import Image

CODES = "NB PMO MYC MMC BND SEG EOS PEB BEB PCE OCE LBL LYM MBL MOB MON LYA MKB PMK OTH".split()
GROUPS = {"BLAST": ["LBL", "MBL", "MOB", "MKB"], "ERB": ["PEB", "BEB", "PCE", "OCE"]}
WINDOW_UM = 24.0
# Side at which windows are kept in memory: augmentation samples the input from it.
CACHE_SIDE = 128


def mirrored_window(image, box, side):
    """Pillow's antialiased resize of `box` (x0, y0, x1, y1, may leave the image) to side × side."""
    x0, y0, x1, y1 = box
    height, width = image.shape[:2]
    pad = int(np.ceil(max(0, -x0, -y0, x1 - width, y1 - height))) + 2
    padded = np.pad(image, ((pad, pad), (pad, pad), (0, 0)), mode="symmetric")
    shifted = tuple(edge + pad for edge in box)
    return np.asarray(Image.fromarray(padded).resize((side, side), Image.BILINEAR, box=shifted))


def float_window(image, box, side):
    """The same without rounding to 8 bits: [side, side, 3], 0–255."""
    x0, y0, x1, y1 = box
    height, width = image.shape[:2]
    pad = int(np.ceil(max(0, -x0, -y0, x1 - width, y1 - height))) + 2
    padded = np.pad(image, ((pad, pad), (pad, pad), (0, 0)), mode="symmetric").astype(np.float32)
    shifted = tuple(edge + pad for edge in box)
    planes = [
        np.asarray(
            Image.fromarray(padded[:, :, c], "F").resize((side, side), Image.BILINEAR, box=shifted)
        )
        for c in range(3)
    ]
    return np.stack(planes, 2)


def set_mask(labels):
    """`A|B` → 0/1 over the 20 codes; `-` → all zero."""
    mask = np.zeros(len(CODES), np.float32)
    for code in labels.split("|"):
        if code in CODES:
            mask[CODES.index(code)] = 1
    return mask


def unresolved_set(code):
    """The classes a code stands for once stages and lineages that real data lack are left open."""
    for members in GROUPS.values():
        if code in members:
            return "|".join(members)
    return code


class Cells:
    """Windows with what is known of each: arrays of one length.

    images [n, side, side, 3] uint8; masks [n, 20]; gate (1 countable, 0 not, NaN unknown);
    weight of the gate's label; source and source_class.
    """

    def __init__(self):
        self.images, self.masks, self.gate, self.gate_weight = [], [], [], []
        self.source, self.source_class = [], []

    def add(self, image, labels, gate, gate_weight, source, source_class):
        self.images.append(image)
        self.masks.append(set_mask(labels))
        self.gate.append(gate)
        self.gate_weight.append(gate_weight)
        self.source.append(source)
        self.source_class.append(source_class)

    def freeze(self):
        self.images = np.stack(self.images)
        self.masks = np.stack(self.masks)
        self.gate = np.array(self.gate, np.float32)
        self.gate_weight = np.array(self.gate_weight, np.float32)
        self.source = np.array(self.source)
        self.source_class = np.array(self.source_class)
        return self

    def subset(self, keep):
        part = Cells()
        for name in ("images", "masks", "gate", "gate_weight", "source", "source_class"):
            setattr(part, name, getattr(self, name)[keep])
        return part


GATE_LABEL = {"countable": (1.0, 1.0), "not-a-cell": (0.0, 1.0), "refer": (0.0, 0.5)}


def real_cells(data, split, side=CACHE_SIDE, sources=None):
    """Cells of one split of cells.csv."""
    cells = Cells()
    for row in csv.DictReader(open(data / "cells.csv")):
        if row["split"] != split or (sources and row["source"] not in sources):
            continue
        image = np.asarray(Image.open(data / row["path"]).convert("RGB"))
        half = WINDOW_UM / float(row["window_um"]) * image.shape[1] / 2
        x, y = image.shape[1] / 2, image.shape[0] / 2
        window = mirrored_window(image, (x - half, y - half, x + half, y + half), side)
        gate, weight = GATE_LABEL[row["gate"]]
        cells.add(window, row["labels"], gate, weight, row["source"], row["source_class"])
    return cells.freeze()


def rendered_cells(folder, side=CACHE_SIDE, limit=None):
    """Cells of fields made by tools/render-training.ts; stages and lineages left open."""
    cells = Cells()
    for path in sorted(pathlib.Path(folder).glob("*.json"))[:limit]:
        field = json.loads(path.read_text())
        image = np.asarray(Image.open(path.with_suffix(".png")).convert("RGB"))
        for cell in field["truth"]:
            box = cell["box"]
            cut = (
                box["x"] <= 0
                or box["y"] <= 0
                or box["x"] + box["width"] >= field["width"]
                or box["y"] + box["height"] >= field["height"]
            )
            if cut and min(box["width"], box["height"]) * field["micrometresPerPixel"] < 5:
                continue
            half = WINDOW_UM / field["micrometresPerPixel"] / 2
            half = max(half, 1.15 * max(box["width"], box["height"]) / 2)
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            window = mirrored_window(image, (x - half, y - half, x + half, y + half), side)
            labels = unresolved_set(cell["label"]) if cell["label"] else "-"
            cells.add(
                window, labels, float(cell["countable"]), 1.0, "rendered", cell["label"] or "-"
            )
    return cells.freeze()


def background_cells(data, split="train", per_field=2, limit=400, seed=0, side=CACHE_SIDE):
    """Windows of blood fields centred on red cells, platelets or nothing: detector mistakes."""
    from fields import scale_from_red_cells, yolo_boxes

    rng = np.random.default_rng(seed)
    cells = Cells()
    paths = sorted((data / f"fields/txl/images/{split}").iterdir())
    for path in rng.permutation(np.array(paths, dtype=object))[:limit]:
        image = np.asarray(Image.open(path).convert("RGB"))
        height, width = image.shape[:2]
        boxes = yolo_boxes(data / f"fields/txl/labels/{split}" / f"{path.stem}.txt", width, height)
        scale = scale_from_red_cells(boxes)
        if scale is None:
            continue
        half = WINDOW_UM / scale / 2
        white = boxes[boxes[:, 0] == 0][:, 1:]
        others = boxes[boxes[:, 0] != 0][:, 1:]
        centres = [((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for b in rng.permutation(others)[:per_field]]
        centres.append((rng.uniform(0, width), rng.uniform(0, height)))
        for x, y in centres:
            inside = (
                (x > white[:, 0] - half * 0.2)
                & (x < white[:, 2] + half * 0.2)
                & (y > white[:, 1] - half * 0.2)
                & (y < white[:, 3] + half * 0.2)
            )
            if inside.any():
                continue
            window = mirrored_window(image, (x - half, y - half, x + half, y + half), side)
            cells.add(window, "-", 0.0, 1.0, "txl", "background")
    return cells.freeze()


def join(*parts):
    whole = Cells()
    for name in ("images", "masks", "gate", "gate_weight", "source", "source_class"):
        setattr(whole, name, np.concatenate([getattr(part, name) for part in parts]))
    return whole

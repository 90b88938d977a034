"""Boxes of the nucleated cells in single-cell windows, by thresholding: pseudo-labels.

Nuclei and basophilic cytoplasm absorb red light, red cells hardly do. Nuclei are split by their
distance transform and each claims the stained cytoplasm around it. What cannot be told with some
certainty becomes a region that the detector's loss ignores.
"""

import numpy as np
from scipy import ndimage as ndi

MIN_NUCLEUS_UM = 3.5
MAX_CYTOPLASM_UM = 3.0
MAX_LOBE_DISTANCE_UM = 6.5
MAX_LOBE_AREA_UM2 = 38


def otsu(values):
    """Otsu's threshold of values within 0–2."""
    counts, edges = np.histogram(values, 128, (0, 2))
    centres = (edges[:-1] + edges[1:]) / 2
    weight = np.cumsum(counts)
    mean = np.cumsum(counts * centres)
    rest = weight[-1] - weight
    with np.errstate(divide="ignore", invalid="ignore"):
        between = weight * rest * (mean / weight - (mean[-1] - mean) / rest) ** 2
    return centres[np.nanargmax(between)]


def densities(image):
    """Optical densities of red, green and blue against the brightest part of the window."""
    smooth = ndi.gaussian_filter(image.astype(np.float32), (1.2, 1.2, 0))
    white = np.percentile(smooth.reshape(-1, 3), 97, 0)
    return np.clip(-np.log10(np.clip(smooth, 3, None) / white), 0, 2)


def label_nuclei(density, scale):
    """Integer labels of single nuclei in a map of red density; scale in µm per pixel."""
    threshold = np.clip(otsu(density), 0.18, 0.6)
    mask = ndi.binary_opening(density > threshold, iterations=2)
    mask = ndi.binary_fill_holes(mask)
    distance = ndi.gaussian_filter(ndi.distance_transform_edt(mask), 1.0 / scale / 3)
    # Lobes of one nucleus must not become seeds of their own: peaks lie a cell's radius apart.
    reach = int(round(5.0 / scale))
    peaks = (distance == ndi.maximum_filter(distance, reach)) & (distance > 1.3 / scale)
    seeds, _ = ndi.label(ndi.binary_dilation(peaks, iterations=2))
    cost = np.clip(255 - distance * 255 / max(distance.max(), 1), 0, 255).astype(np.uint8)
    seeds = seeds.astype(np.int32)
    seeds[~mask & (seeds == 0)] = -1
    labels = ndi.watershed_ift(cost, seeds)
    labels[(labels < 0) | ~mask] = 0
    return labels, threshold


def merge_lobes(labels, scale):
    """Joins small nuclei that lie so close together that they are lobes of one."""
    numbers = np.arange(1, labels.max() + 1)
    area = ndi.sum_labels(labels > 0, labels, numbers) * scale**2
    centres = ndi.center_of_mass(labels > 0, labels, numbers)
    for i in range(len(numbers)):
        for j in range(i):
            near = np.hypot(*np.subtract(centres[i], centres[j])) * scale < MAX_LOBE_DISTANCE_UM
            if near and area[i] < MAX_LOBE_AREA_UM2 and area[j] < MAX_LOBE_AREA_UM2:
                labels[labels == numbers[i]] = numbers[j]
                numbers[numbers == numbers[i]] = numbers[j]
    return labels


def doubtful(boxes):
    """Which boxes overlap another so much that one cell may have been split."""
    corner = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    end = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    inter = np.prod(np.clip(end - corner, 0, None), 2)
    area = np.prod(boxes[:, 2:] - boxes[:, :2], 1)
    share = inter / np.minimum(area[:, None], area[None])
    np.fill_diagonal(share, 0)
    return (share > 0.4).any(1)


def pseudo_boxes(image, micrometres):
    """Boxes of the cells in a window `micrometres` wide.

    Returns (boxes [n, 4] px, ignored [m, 4] px).
    """
    scale = micrometres / image.shape[1]
    density = densities(image)
    red = density[:, :, 0]
    labels, threshold = label_nuclei(red, scale)
    labels = merge_lobes(labels, scale)
    # Cytoplasm: stained more than the slide, in red or (granules, haemoglobin-free) in green.
    stained = (red > 0.4 * threshold) | (density[:, :, 1] - 0.8 * density[:, :, 2] > 0.05)
    stained = ndi.binary_opening(stained, iterations=2)
    nearest = ndi.distance_transform_edt(labels == 0, return_indices=True)
    owner = labels[nearest[1][0], nearest[1][1]]
    cell = np.where((nearest[0] * scale < MAX_CYTOPLASM_UM) & (stained | (labels > 0)), owner, 0)
    height, width = labels.shape
    boxes, ignored = [], []
    for number in range(1, labels.max() + 1):
        nucleus = labels == number
        area = nucleus.sum() * scale**2
        if area < 0.35 * MIN_NUCLEUS_UM**2:
            continue
        parts, count = ndi.label((cell == number) | nucleus)
        if count > 1:
            # Lobes may stand apart: every part that holds some of the nucleus belongs to the cell.
            parts = np.isin(parts, np.unique(parts[nucleus]))
        rows, columns = np.flatnonzero((parts > 0).any(1)), np.flatnonzero((parts > 0).any(0))
        box = [columns[0], rows[0], columns[-1] + 1, rows[-1] + 1]
        sides = (box[2] - box[0]) * scale, (box[3] - box[1]) * scale
        at_border = box[0] == 0 or box[1] == 0 or box[2] == width or box[3] == height
        small = area < 0.78 * MIN_NUCLEUS_UM**2 or min(sides) < 4
        if max(sides) > 23 or (small and not at_border) or (at_border and min(sides) < 2.5):
            ignored.append(box)
        else:
            boxes.append(box)
    boxes = np.array(boxes, np.float32).reshape(-1, 4)
    ignored = np.array(ignored, np.float32).reshape(-1, 4)
    doubt = doubtful(boxes)
    centre = np.array([width, height]) / 2
    reach = 4 / scale
    if not ((boxes[:, :2] < centre) & (boxes[:, 2:] > centre)).all(1).any():
        # Every window has a cell in its middle; this one was not found.
        middle = np.concatenate([centre - reach, centre + reach]).astype(np.float32)
        ignored = np.concatenate([ignored, middle[None]])
    return boxes[~doubt], np.concatenate([ignored, boxes[doubt]])

"""Fields with boxes."""

import numpy as np

RED_CELL_UM = 7.5


def yolo_boxes(path, width, height):
    """A YOLO label file → [n, 5]: class, x0, y0, x1, y1 in pixels."""
    rows = []
    for line in path.read_text().splitlines() if path.exists() else []:
        kind, cx, cy, w, h = map(float, line.split()[:5])
        rows.append(
            [kind, (cx - w / 2) * width, (cy - h / 2) * height, (cx + w / 2) * width, (cy + h / 2) * height]
        )
    return np.array(rows, np.float32).reshape(-1, 5)


def scale_from_red_cells(boxes):
    """µm per pixel from the boxes of class 1 (red cells); None where there are fewer than three."""
    red = boxes[boxes[:, 0] == 1]
    if len(red) < 3:
        return None
    sides = np.sqrt((red[:, 3] - red[:, 1]) * (red[:, 4] - red[:, 2]))
    return RED_CELL_UM / float(np.median(sides))

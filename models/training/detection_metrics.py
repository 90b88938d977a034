"""Average precision at IoU 0.5 (COCO's 101 points), class-agnostic, no cap on detections."""

import numpy as np


def iou_matrix(a, b):
    corner = np.maximum(a[:, None, :2], b[None, :, :2])
    end = np.minimum(a[:, None, 2:], b[None, :, 2:])
    inter = np.prod(np.clip(end - corner, 0, None), 2)
    area = lambda boxes: np.prod(boxes[:, 2:] - boxes[:, :2], 1)
    return inter / np.maximum(area(a)[:, None] + area(b)[None] - inter, 1e-9)


def average_precision(found, truths, threshold=0.5):
    """found: (boxes, scores) an image, truths: boxes an image → ap50, and recall and precision at
    the score with the best F1."""
    scores, right = [], []
    for (boxes, score), truth in zip(found, truths):
        taken = np.zeros(len(truth), bool)
        overlap = iou_matrix(boxes, truth) if len(truth) else np.zeros((len(boxes), 0))
        for i in np.argsort(-score, kind="stable"):
            free = np.where(taken, -1, overlap[i]) if len(truth) else np.array([])
            best = free.argmax() if len(free) else -1
            hit = best >= 0 and free[best] >= threshold
            if hit:
                taken[best] = True
            scores.append(score[i])
            right.append(hit)
    total = sum(len(truth) for truth in truths)
    order = np.argsort(-np.array(scores), kind="stable")
    hits = np.cumsum(np.array(right, float)[order])
    recall = hits / max(total, 1)
    precision = hits / np.arange(1, len(hits) + 1)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    points = np.linspace(0, 1, 101)
    at = np.searchsorted(recall, points, side="left")
    ap = np.mean([envelope[i] if i < len(envelope) else 0.0 for i in at])
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(f1.argmax()) if len(f1) else 0
    return {
        "ap50": float(ap),
        "truths": int(total),
        "score": float(np.array(scores)[order][best]),
        "recall": float(recall[best]),
        "precision": float(precision[best]),
    }

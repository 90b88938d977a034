"""Optimisers and schedules of the recipes."""

import math

import torch

WARM_UP_STEPS = 300


def optimiser_of(stage, model, total, per_epoch):
    """The stage's optimiser and its schedule by step, over `total` steps.

    `"optimiser": "adam"` is the paper's: Adam with cosine annealing by epoch, T_max being all of
    them. Else AdamW without decay on norms and biases, a short warm-up, and a cosine by step.
    """
    if stage.get("optimiser") == "adam":
        optimiser = torch.optim.Adam(model.parameters(), lr=stage["learningRate"])
        epochs = max(1, total // per_epoch)
        by_step = lambda step: 0.5 * (1 + math.cos(math.pi * (step // per_epoch) / epochs))
    else:
        groups = [
            {"params": [p for p in model.parameters() if p.ndim > 1], "weight_decay": 0.03},
            {"params": [p for p in model.parameters() if p.ndim <= 1], "weight_decay": 0},
        ]
        optimiser = torch.optim.AdamW(groups, lr=stage["learningRate"])
        by_step = lambda step: min(1, (step + 1) / WARM_UP_STEPS) * 0.5 * (
            1 + math.cos(math.pi * min(1, step / total))
        )
    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, by_step)

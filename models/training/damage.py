"""Damage done by the program to real cells, so that the gate learns what cannot be counted.

No real smudge cells or naked nuclei are at hand with labels of their own. Each function takes
[n, 3, h, w] 0–1 windows and a generator, and gives windows of the same shape that no hematologist
would count. `damage` draws one kind for each window.
"""

import math

import torch
import torch.nn.functional as F

from augment import binomial, crush


def paper_of(x):
    """The bare slide of each window: [n, 3, 1, 1]."""
    return x.flatten(2).quantile(0.95, 2)[:, :, None, None]


def darkness(x):
    """[n, 1, h, w], 0 on the bare slide."""
    return (paper_of(x) - x).clamp(min=0).mean(1, keepdim=True)


def blur(x, times):
    for _ in range(times):
        x = binomial(binomial(x, 2), 3)
    return x


def grown(noise, x):
    return F.interpolate(noise, x.shape[2:], mode="bicubic", align_corners=False)


def radius(x):
    """Distance from the window's middle, 1 at its sides: [1, 1, h, w]."""
    axis = torch.linspace(-1, 1, x.shape[-1])
    return torch.sqrt(axis[:, None] ** 2 + axis**2)[None, None]


def bared(x, generator):
    """A naked nucleus: all that is lighter than the nucleus becomes slide; its outline frays."""
    n = len(x)
    dark = blur(darkness(x), 1)
    middle = (radius(x) < 0.45).expand_as(dark)
    level = torch.where(middle, dark, torch.nan).flatten(1).nanquantile(0.6, 1)[:, None, None, None]
    fray = grown(torch.randn(n, 1, 9, 9, generator=generator), x) * 0.12
    near = (1.05 - radius(x)).clamp(0, 1) * 3
    mask = torch.sigmoid((dark / level - 0.8 + fray) / 0.06) * near.clamp(max=1)
    # Its chromatin is smooth and washed out: a lymphocyte with hardly any cytoplasm keeps both.
    flat = blur(x, 4)
    washed = flat + (paper_of(x) - flat) * (0.2 + 0.4 * torch.rand(n, 1, 1, 1, generator=generator))
    return paper_of(x) + mask * (washed - paper_of(x))


def melted(x, generator):
    """A smudge: the nucleus runs out into a pale, structureless veil, further to one side."""
    n, _, h, w = x.shape
    rand = lambda *s: torch.rand(*s, generator=generator)
    density = -torch.log((x / paper_of(x)).clamp(0.03, 1))
    base = F.affine_grid(torch.eye(2, 3).repeat(n, 1, 1), (n, 3, h, w), align_corners=False)
    wave = grown(torch.randn(n, 2, 5, 5, generator=generator), x) * (0.1 + 0.15 * rand(n, 1, 1, 1))
    angle = rand(n) * 2 * math.pi
    drift = torch.stack([torch.cos(angle), torch.sin(angle)], 1)[:, None, None]
    moved = base * (0.6 + 0.25 * rand(n, 1, 1, 1)) + wave.permute(0, 2, 3, 1)
    run = sum(
        F.grid_sample(density, moved + drift * step * 0.09, padding_mode="border", align_corners=False)
        for step in range(5)
    ) / 5
    run = blur(run, 3)
    holes = torch.sigmoid(grown(torch.randn(n, 1, 7, 7, generator=generator), x) * 2 + 1.2)
    return paper_of(x) * torch.exp(-run * holes * (0.5 + 0.6 * rand(n, 1, 1, 1)))


def shrivelled(x, generator):
    """A degenerated cell: shrunken, pulled out of shape, its nucleus one dark structureless mass."""
    n, _, h, w = x.shape
    rand = lambda *s: torch.rand(*s, generator=generator)
    base = F.affine_grid(torch.eye(2, 3).repeat(n, 1, 1), (n, 3, h, w), align_corners=False)
    pull = grown(torch.randn(n, 2, 4, 4, generator=generator), x) * (0.08 + 0.14 * rand(n, 1, 1, 1))
    size = 0.5 + 0.35 * rand(n, 1, 1, 1)
    moved = (base + pull.permute(0, 2, 3, 1)) / size
    density = -torch.log((x / paper_of(x)).clamp(0.03, 1))
    density = blur(F.grid_sample(density, moved, padding_mode="reflection", align_corners=False), 1)
    mean = density.mean(1, keepdim=True)
    most = mean.flatten(1).quantile(0.97, 1)[:, None, None, None] + 1e-3
    # Half-dense and dense become alike, in their own hue.
    mass = most * (1.1 + 0.5 * rand(n, 1, 1, 1)) * torch.sigmoid((mean / most - 0.45) / 0.1)
    return paper_of(x) * torch.exp(-density * torch.maximum(mass / mean.clamp(min=0.02), torch.tensor(0.6)))


def broken(x, generator):
    """A fragment: a half or a corner of a cell on bare slide."""
    n = len(x)
    angle = torch.rand(n, 1, 1, generator=generator) * 2 * math.pi
    axis = torch.linspace(-1, 1, x.shape[-1])
    along = torch.cos(angle) * axis[None, None, :] + torch.sin(angle) * axis[None, :, None]
    rough = grown(torch.randn(n, 1, 8, 8, generator=generator), x) * 0.08
    edge = along[:, None] - 0.05 - 0.2 * torch.rand(n, 1, 1, 1, generator=generator) + rough
    return paper_of(x) + torch.sigmoid(edge / 0.04) * (x - paper_of(x))


def blotted(x, generator):
    """Dirt and precipitate: a few blots and many grains of dye on a window without its cell."""
    n = len(x)
    rand = lambda *s: torch.rand(*s, generator=generator)
    ground = paper_of(x) * (0.9 + 0.1 * rand(n, 1, 1, 1))
    shape = grown(torch.randn(n, 1, 6, 6, generator=generator), x) - 1.2 * radius(x) + 0.3
    blot = torch.sigmoid((shape - 0.5 * rand(n, 1, 1, 1)) / (0.05 + 0.3 * rand(n, 1, 1, 1)))
    grains = torch.sigmoid((torch.randn(x[:, :1].shape, generator=generator) - 2.2) * 8)
    grains = blur(grains, 1) * 2 * (rand(n, 1, 1, 1) < 0.5)
    dye = torch.tensor([0.9, 1.3, 0.5])[None, :, None, None] * (0.5 + rand(n, 3, 1, 1))
    return ground * torch.exp(-dye * (blot * (0.4 + rand(n, 1, 1, 1)) + grains).clamp(max=2))


KINDS = {
    "crushed": crush,
    "bared": bared,
    "melted": melted,
    "shrivelled": shrivelled,
    "broken": broken,
    "blotted": blotted,
}


def with_surroundings(damaged, x, generator):
    """Most damaged cells keep their neighbours: an empty window must not be what gives them away."""
    n = len(x)
    rim = 0.75 + 0.3 * torch.rand(n, 1, 1, 1, generator=generator)
    kept = (torch.rand(n, 1, 1, 1, generator=generator) < 0.85).float()
    return damaged + kept * torch.sigmoid((radius(x) - rim) / 0.03) * (x - damaged)


def damage(x, generator, without=()):
    """Each window damaged in one kind drawn at random, none of `without`."""
    names = [name for name in KINDS if name not in without]
    drawn = torch.randint(len(names), (len(x),), generator=generator)
    out = x.clone()
    for index, name in enumerate(names):
        chosen = drawn == index
        if chosen.any():
            out[chosen] = KINDS[name](x[chosen], generator)
    return with_surroundings(out, x, generator).clamp(0, 1)

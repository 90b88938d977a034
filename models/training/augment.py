"""Augmentation of whole batches of windows on the CPU, in float tensors."""

import math

import numpy as np
import torch
import torch.nn.functional as F


def to_batch(images):
    """[n, h, w, 3] uint8 → [n, 3, h, w] float 0–1."""
    return torch.from_numpy(images).permute(0, 3, 1, 2).float().div_(255)


def standardise(x, epsilon=1e-3):
    """Each picture by its own channel means and deviations, as the manifest's `per-image`."""
    mean = x.mean((2, 3), keepdim=True)
    std = x.std((2, 3), unbiased=False, keepdim=True)
    return (x - mean) / (std + epsilon)


# Optical densities as the manifest's `optical-density` takes them.
WHITE_SHARE, WHITE_FLOOR = 0.93, 0.2
PASSED = (0.03, 1.2)
DENSITY_MEAN, DENSITY_STD = 0.35, 0.4


def optical_density(x):
    """[n, 3, h, w] 0–1 → optical densities against each picture's own white, about 0 ± 1."""
    flat = x.flatten(2)
    rank = max(1, int(WHITE_SHARE * flat.shape[2]))
    white = flat.kthvalue(rank, 2).values.clamp(min=WHITE_FLOOR)[:, :, None, None]
    return (-torch.log((x / white).clamp(*PASSED)) - DENSITY_MEAN) / DENSITY_STD


IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def imagenet(x):
    """As networks pre-trained on ImageNet expect it: the manifest's `fixed`."""
    per_channel = lambda values: torch.tensor(values)[:, None, None]
    return (x - per_channel(IMAGENET_MEAN)) / per_channel(IMAGENET_STD)


NORMALISATIONS = {"per-image": standardise, "optical-density": optical_density, "fixed": imagenet}


def rotate_and_scale(x, size, generator, shift=0.06, zoom=0.15):
    """Any rotation, flip, zoom and shift, sampled at size × size; mirrored beyond the border."""
    n = x.shape[0]
    rand = lambda *s: torch.rand(*s, generator=generator)
    angle = rand(n) * 2 * math.pi
    factor = torch.exp((rand(n) * 2 - 1) * math.log(1 + zoom))
    stretch = torch.exp((rand(n) * 2 - 1) * 0.08)
    flip = (rand(n) < 0.5).float() * 2 - 1
    cos, sin = torch.cos(angle), torch.sin(angle)
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0] = cos * factor * stretch * flip
    theta[:, 0, 1] = -sin * factor / stretch
    theta[:, 1, 0] = sin * factor * stretch * flip
    theta[:, 1, 1] = cos * factor / stretch
    theta[:, :, 2] = (rand(n, 2) * 2 - 1) * 2 * shift
    grid = F.affine_grid(theta, (n, 3, size, size), align_corners=False)
    if size < x.shape[-1] * 0.7:
        x = F.interpolate(x, (size, size), mode="bilinear", antialias=True)
    return F.grid_sample(x, grid, padding_mode="reflection", align_corners=False)


def stain(x, generator, strength=1.0):
    """Stain and light: a random linear map of optical densities, gain, offset and gamma."""
    n = x.shape[0]
    rand = lambda *s: torch.rand(*s, generator=generator) * 2 - 1
    density = -torch.log(x.clamp(4 / 255, 1))
    mix = torch.eye(3)[None] + 0.14 * strength * rand(n, 3, 3)
    mix = mix * torch.exp(0.35 * strength * rand(n, 1, 1)) * torch.exp(0.15 * strength * rand(n, 3, 1))
    density = torch.einsum("nij,njhw->nihw", mix, density).clamp(min=0)
    offset = 0.12 * strength * (rand(n, 3, 1, 1) + 1) * 0.5
    x = torch.exp(-density - offset)
    gamma = torch.exp(0.3 * strength * rand(n, 1, 1, 1))
    return x.clamp(1e-4, 1) ** gamma


def binomial(x, axis):
    """Blur by 1 4 6 4 1 along one axis, mirrored beyond the border."""
    padding = (2, 2, 0, 0) if axis == 3 else (0, 0, 2, 2)
    padded = F.pad(x, padding, mode="reflect")
    part = lambda start: padded.narrow(axis, start, x.shape[axis])
    return part(2) * 0.375 + (part(1) + part(3)) * 0.25 + (part(0) + part(4)) * 0.0625


def desaturate(x, generator, share):
    """Takes some of the colour from a share of the pictures, through a random mix of the channels."""
    if share == 0:
        return x
    n = x.shape[0]
    rand = lambda *s: torch.rand(*s, generator=generator)
    mix = rand(n, 3, 1, 1)
    grey = (x * (mix / mix.sum(1, keepdim=True))).sum(1, keepdim=True)
    return x + (rand(n, 1, 1, 1) < share) * rand(n, 1, 1, 1) * (grey - x)


def focus_and_noise(x, generator):
    """Blur for some, sharpening for some, sensor noise for all."""
    n = x.shape[0]
    rand = lambda *s: torch.rand(*s, generator=generator)
    blurred = binomial(binomial(x, 2), 3)
    # From fully blurred (1) over untouched (0) to sharpened (−0.8).
    amount = (rand(n, 1, 1, 1) * 2.2 - 0.9).clamp(-0.8, 1.0)
    x = x + amount * (blurred - x)
    noise = 0.03 * rand(n, 1, 1, 1)
    return (x + noise * torch.randn(x.shape, generator=generator)).clamp(0, 1)


def exchange_surroundings(x, generator, share=0.3):
    """Gives some cells another picture's surroundings, so that these say nothing of the class."""
    n, _, h, w = x.shape
    other = x[torch.randperm(n, generator=generator)]
    axis = torch.linspace(-1, 1, h)
    distance = torch.sqrt(axis[:, None] ** 2 + axis**2)[None, None]
    radius = 0.72 + 0.35 * torch.rand(n, 1, 1, 1, generator=generator)
    mask = torch.sigmoid((distance - radius) / 0.03)
    chosen = (torch.rand(n, 1, 1, 1, generator=generator) < share).float()
    return x + chosen * mask * (other - x)


def crush(x, generator):
    """Rendered crushing of real cells: torn by a rough displacement, smeared along one direction."""
    n, _, h, w = x.shape
    rand = lambda *s: torch.rand(*s, generator=generator)
    base = F.affine_grid(torch.eye(2, 3).repeat(n, 1, 1), (n, 3, h, w), align_corners=False)
    coarse = torch.randn(n, 2, 6, 6, generator=generator) * (0.1 + 0.12 * rand(n, 1, 1, 1))
    fine = torch.randn(n, 2, 18, 18, generator=generator) * (0.03 + 0.05 * rand(n, 1, 1, 1))
    grow = lambda d: F.interpolate(d, (h, w), mode="bicubic", align_corners=False)
    moved = base + (grow(coarse) + grow(fine)).permute(0, 2, 3, 1)
    # A crushed nucleus spreads out: the middle is stretched towards the rim.
    spread = 1 - 0.45 * rand(n, 1, 1, 1) * torch.exp(-(moved**2).sum(3, keepdim=True) / 0.35)
    torn = F.grid_sample(x, moved * spread, padding_mode="reflection", align_corners=False)
    angle = rand(n) * math.pi
    step = torch.stack([torch.cos(angle), torch.sin(angle)], 1)[:, None, None] * 0.02
    smear = sum(
        F.grid_sample(torn, base + step * k, padding_mode="reflection", align_corners=False)
        for k in range(-4, 5)
    )
    fade = 0.55 + 0.45 * rand(n, 1, 1, 1)
    paper = x.flatten(2).quantile(0.95, 2)[:, :, None, None]
    return paper + fade * (smear / 9 - paper)


def training_batch(images, size, generator, normalisation, grey=0.0):
    """uint8 windows → normalised network input.

    `grey` is the share of pictures that lose some of their colour.
    """
    x = rotate_and_scale(to_batch(images), size, generator)
    x = exchange_surroundings(x, generator)
    x = desaturate(stain(x, generator), generator, grey)
    return NORMALISATIONS[normalisation](focus_and_noise(x, generator))


def shrunk(images, side):
    """[n, h, w, 3] uint8 windows at a smaller side, antialiased; as they are when that small."""
    if images.shape[1] <= side:
        return images
    parts = []
    for start in range(0, len(images), 512):
        x = torch.from_numpy(images[start : start + 512]).permute(0, 3, 1, 2).float()
        x = F.interpolate(x, (side, side), mode="bilinear", antialias=True)
        parts.append(x.round().byte().permute(0, 2, 3, 1).numpy())
    return np.concatenate(parts)

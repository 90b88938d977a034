"""Stain normalisation after Macenko et al. (2009), for comparison: the pack does not use it.

The two stains are the extreme directions of the optical densities within the plane of their two
largest principal components. Each picture is given as the amounts of its own two stains, each scaled
by its 99th percentile, and what the two do not explain.
"""

import torch

LEAST_DENSITY = 0.15


def kth(values, share):
    """The value that `share` of each row's entries do not exceed."""
    rank = max(1, int(share * values.shape[-1]))
    return values.kthvalue(rank, -1).values


def macenko(x):
    """[n, 3, h, w] 0–1 → [n, 3, h, w]: azure, eosin and the rest, each about 0 ± 1."""
    n, _, h, w = x.shape
    density = -torch.log(x.flatten(2).clamp(min=4 / 255))
    density = density - kth(density, 0.05)[:, :, None]
    stained = (density.mean(1, keepdim=True) > LEAST_DENSITY).float()
    count = stained.sum(2, keepdim=True).clamp(min=1)
    centred = (density - (density * stained).sum(2, keepdim=True) / count) * stained
    _, vectors = torch.linalg.eigh(centred @ centred.transpose(1, 2) / count)
    plane = vectors[:, :, 1:].flip(2)
    plane = plane * torch.sign(plane.sum(1, keepdim=True) + 1e-9)
    along = plane.transpose(1, 2) @ density
    angle = torch.atan2(along[:, 1], along[:, 0].clamp(min=1e-6))
    # Angles of unstained pixels are noise: they take the place of the middle.
    middle = (angle * stained[:, 0]).sum(1, keepdim=True) / count[:, 0]
    angle = torch.where(stained[:, 0] > 0, angle, middle)
    ends = torch.stack([kth(angle, 0.01), kth(angle, 0.99)], 1)
    stains = plane @ torch.stack([torch.cos(ends), torch.sin(ends)], 1)
    # The stain that takes more of the red light is azure.
    swapped = (stains[:, 0, 0] < stains[:, 0, 1])[:, None, None]
    stains = torch.where(swapped, stains.flip(2), stains)
    gram = stains.transpose(1, 2) @ stains + 1e-3 * torch.eye(2)
    amounts = torch.linalg.solve(gram, stains.transpose(1, 2) @ density)
    rest = density - stains @ amounts
    amounts = amounts / (kth(amounts, 0.99)[:, :, None].abs() + 0.05)
    out = torch.cat([amounts * 2.5 - 1, rest.mean(1, keepdim=True) * 5], 1)
    return out.clamp(-4, 4).view(n, 3, h, w)

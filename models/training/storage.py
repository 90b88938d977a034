"""Checkpoints and safetensors."""

import json
import struct

import numpy as np
import torch


def save_safetensors(path, tensors):
    """Writes named arrays or tensors (float16, float32) as safetensors."""
    header, data, offset = {}, [], 0
    for name, value in tensors.items():
        array = value.detach().cpu().numpy() if isinstance(value, torch.Tensor) else value
        array = np.ascontiguousarray(array)
        raw = array.tobytes()
        header[name] = {
            "dtype": {"float32": "F32", "float16": "F16"}[str(array.dtype)],
            "shape": list(array.shape),
            "data_offsets": [offset, offset + len(raw)],
        }
        data.append(raw)
        offset += len(raw)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(data))


def state(model, half=False):
    """A state dict as the packs keep it: without batch norm's step counters."""
    kept = {k: v for k, v in model.state_dict().items() if not k.endswith("num_batches_tracked")}
    return {k: v.half() if half else v for k, v in kept.items()}


class Average:
    """Exponential moving average of a model's parameters and buffers."""

    def __init__(self, model, decay):
        self.decay, self.steps = decay, 0
        self.values = {k: v.clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model):
        self.steps += 1
        keep = min(self.decay, self.steps / (self.steps + 10))
        for name, value in model.state_dict().items():
            if value.is_floating_point():
                self.values[name].lerp_(value, 1 - keep)
            else:
                self.values[name].copy_(value)


class Checkpoint:
    """Everything that a run needs to go on where it stopped."""

    def __init__(self, path, model, optimiser, schedule, average):
        self.path, self.parts = path, dict(model=model, optimiser=optimiser, schedule=schedule)
        self.average = average

    def save(self, done):
        saved = {name: part.state_dict() for name, part in self.parts.items()}
        saved.update(average=self.average.values, steps=self.average.steps, done=done)
        partial = self.path.with_suffix(".partial")
        torch.save(saved, partial)
        partial.replace(self.path)

    def resume(self):
        """What was done before; 0 for a new run."""
        if not self.path.exists():
            return 0
        saved = torch.load(self.path)
        for name, part in self.parts.items():
            part.load_state_dict(saved[name])
        self.average.values, self.average.steps = saved["average"], saved["steps"]
        print(f"going on after {saved['done']}", flush=True)
        return saved["done"]

"""Makes a safetensors state dict of a PyTorch checkpoint, for `npm run pack`.

    python3 convert_checkpoint.py FILE.pt [OUT.safetensors]

Needs PyTorch and numpy only. Takes a state dict, or a checkpoint that holds one as `state_dict`,
`model_state_dict`, `model` or `net`; takes the prefixes off that DataParallel, Lightning and
torch.compile put before every name. float32 and float16 stay as they are, other floating types become
float32. Nothing in the file is run where PyTorch can load weights alone (1.13 and later).
"""

import argparse
import inspect
import pathlib
import sys

import torch

from storage import save_safetensors

HOLDERS = ("state_dict", "model_state_dict", "model", "net")
PREFIXES = ("module.", "model.", "_orig_mod.")
# Counters beside a batch norm, of no use to inference.
IGNORED = "num_batches_tracked"


class Refusal(Exception):
    """A file that is no checkpoint of weights; the message says what to do."""


def load(path):
    """What the file holds. Raises Refusal where it holds more than weights."""
    if "weights_only" not in inspect.signature(torch.load).parameters:
        print(
            f"PyTorch {torch.__version__} cannot load weights alone: the file's own code runs. "
            "Go on only with a file that you trust.",
            file=sys.stderr,
        )
        return torch.load(path, map_location="cpu")
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:
        # PyTorch's own words begin with the advice to run what is in the file.
        why = str(error).split("WeightsUnpickler error:")[-1].strip().splitlines()[0].rstrip(".")
        raise Refusal(
            f"{path} cannot be loaded as weights alone ({why}). "
            "Save them where the model is: torch.save(model.state_dict(), 'weights.pt')."
        ) from error


def is_state(value):
    return isinstance(value, dict) and any(isinstance(v, torch.Tensor) for v in value.values())


def state_of(path, content):
    """The state dict in a checkpoint."""
    if is_state(content):
        return content
    if isinstance(content, dict):
        held = [content[name] for name in HOLDERS if is_state(content.get(name))]
        if held:
            return held[0]
        keys = ", ".join(str(key) for key in list(content)[:6]) or "nothing"
        raise Refusal(f"{path} holds no state dict; it has {keys}. Looked for: {', '.join(HOLDERS)}.")
    raise Refusal(f"{path} holds {type(content).__name__}, not a state dict.")


def without_prefixes(state):
    """Names as torchvision has them."""
    while prefix := next((p for p in PREFIXES if all(n.startswith(p) for n in state)), None):
        state = {name[len(prefix) :]: value for name, value in state.items()}
    return state


def weights_of(path, state):
    """Tensors that can be stored, in their order."""
    kept = {}
    for name, value in state.items():
        if name.split(".")[-1] == IGNORED:
            continue
        if not isinstance(value, torch.Tensor):
            raise Refusal(f'{path} holds "{name}", which is {type(value).__name__}, not a tensor.')
        if not value.is_floating_point():
            raise Refusal(f'{path} holds "{name}" as {value.dtype}: quantised weights are not converted.')
        kept[name] = value if value.dtype in (torch.float32, torch.float16) else value.float()
    if not kept:
        raise Refusal(f"{path} holds no weights.")
    return kept


def convert(path, out):
    """Writes the state dict of a checkpoint as safetensors. Returns its tensors."""
    state = without_prefixes(state_of(path, load(path)))
    weights = weights_of(path, state)
    save_safetensors(out, weights)
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path, nargs="?")
    options = parser.parse_args()
    out = options.out or options.file.with_suffix(".safetensors")
    if not options.file.exists():
        sys.exit(f"{options.file} does not exist.")
    try:
        weights = convert(options.file, out)
    except Refusal as refusal:
        sys.exit(str(refusal))
    count = sum(value.numel() for value in weights.values())
    print(f"{out}: {len(weights)} tensors, {count:,} numbers")


if __name__ == "__main__":
    main()

"""Writes the compact pack from trained networks.

    python3 make_pack.py [--out ../compact] [--preliminary]

Reads `<cache>/{detector,gate,resnext-a,resnext-b,resnet}.pt` and their figures, writes float16
safetensors and `manifest.json`. Figures of the whole pack come from the workstation's own
evaluation (`<cache>/figures/*.json`, see README.md): run it, then make the pack again.
"""

import argparse
import datetime
import hashlib
import json
import math
import pathlib

import torch

from data import CODES, GROUPS, WINDOW_UM
from networks import ResNet, retinanet
from storage import save_safetensors, state

HERE = pathlib.Path(__file__).parent
CACHE = HERE / ".cache"

EVIDENCE = {
    **dict.fromkeys(["PMO", "SEG", "EOS", "LYM", "MON", "LBL", "MBL", "MOB"], "real-marrow"),
    **dict.fromkeys(["MYC", "MMC", "BND", "PCE", "OCE", "OTH"], "real-blood"),
    **dict.fromkeys(["PEB", "BEB", "NB", "LYA", "MKB", "PMK"], "synthetic"),
}
GROUP_NAMES = {"BLAST": "Blast, lineage unresolved", "ERB": "Erythroblast, stage unresolved"}

DATA = [
    {
        "name": "Bone Marrow Cytology in Hematologic Malignancies (subset)",
        "licence": "CC BY 4.0",
        "citation": "Matek C, Krappe S, Münzenmayer C, Haferlach T, Marr C (2021), An Expert-Annotated "
        "Dataset of Bone Marrow Cytology in Hematologic Malignancies, TCIA, doi:10.7937/TCIA.AXH3-T579",
        "use": "members, gate, detector (mosaics with boxes from thresholding)",
    },
    {
        "name": "Peripheral blood cells, CellaVision DM96 (subset)",
        "licence": "CC BY 4.0",
        "citation": "Acevedo A, Merino A, Alférez S, Molina Á, Boldú L, Rodellar J (2020), Data in Brief "
        "30:105474, doi:10.17632/snkd93bnjr.1",
        "use": "members, gate",
    },
    {
        "name": "TXL-PBC",
        "licence": "MIT",
        "citation": "TXL-PBC (lugan113), re-annotated from BCCD (MIT), BCD (MIT), PBC (CC BY 4.0) and Raabin-WBC",
        "use": "detector, gate (red cells and background as detector mistakes)",
    },
    {
        "name": "Rendered marrow fields of this workstation",
        "licence": "part of this workstation",
        "citation": "src/synth, tools/render-training.ts",
        "use": "detector (dense fields), members (12 % of each batch), gate",
    },
]

NOT_VALIDATED = [
    "No whole bone-marrow field with annotated boxes was at hand: detection was measured on fields of "
    "peripheral blood, which are not crowded, and on rendered marrow fields.",
    "Blast lineage: the training data do not tell lymphoblasts from other blasts. The pack says "
    "“blast, lineage unresolved”; how such blasts count is a setting of the case.",
    "Erythroblast stages: the training data hold erythroblasts of blood without a stage.",
    "Neuroblastoma cells, lymphoma cells, megakaryoblasts and promegakaryocytes: no real image was at "
    "hand; the pack saw rendered ones only.",
    "Myelocytes, metamyelocytes, band forms and erythroblasts were learned from blood, not from marrow; "
    "among infrequent cells only basophils were seen.",
    "Crushed (smudge) cells: no real one was at hand. The gate learned from unidentifiable cells, "
    "platelets, red cells, background, rendered crushed cells, and real cells crushed by a program.",
    "No patient-level result (ALL or not) was validated on any real patient.",
    "Cells of children: the ages of the patients behind the training data are not known.",
]


def wilson(share, n, z=1.959964):
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return [round(centre - half, 4), round(centre + half, 4)]


def figure(what, value, n, on, command, share=True):
    interval = wilson(value, n) if share and n else None
    return {"what": what, "value": round(value, 4), "interval": interval, "n": n, "on": on, "command": command}


def figures():
    """Entries of the manifest from the JSON files of `npm run evaluate`."""
    entries = []
    folder = CACHE / "figures"
    detect = folder / "detect-val.json"
    if detect.exists():
        f = json.loads(detect.read_text())
        command = "npm run evaluate -- detect --images DIR --labels DIR --class 0"
        on = "TXL-PBC val (blood fields)"
        entries.append(figure("White-cell detection, AP@0.5", f["ap50"], f["truths"], on, command, False))
        entries.append(figure("White-cell detection, AP@[.5:.95]", f["ap5095"], f["truths"], on, command, False))
        entries.append(figure("Detection recall at the operating score", f["recall"], f["truths"], on, command))
    cells = folder / "cells-test.json"
    if cells.exists():
        f = json.loads(cells.read_text())
        command = "npm run evaluate -- cells --csv FILE --split test"
        for source, result in f["classes"].items():
            on = {"mll": "MLL test (marrow)", "pbc": "PBC test (blood)"}.get(source, source)
            n = result["n"]
            entries.append(figure("Right set of classes, macro over source classes", result["macroSetAccuracy"], n, on, command, False))
            entries.append(figure("Right set of classes, all cells", result["setAccuracy"], n, on, command))
            entries.append(figure("Right set without the help of unresolved groups", result["exactSetAccuracy"], n, on, command))
        gate = f["gate"]
        on = "test: countable cells against platelets"
        entries.append(figure("Gate, ROC-AUC", gate["auc"], gate["n"], on, command, False))
        entries.append(figure("Gate, accuracy", gate["accuracy"], gate["n"], on, command))
        entries.append(figure("Gate, recall of countable cells", gate["recall"], gate["n"], on, command))
    return entries


def load(name, model, preliminary):
    path = CACHE / f"{name}.pt"
    if path.exists():
        model.load_state_dict(torch.load(path))
    elif preliminary:
        model.load_state_dict(torch.load(CACHE / f"{name}.checkpoint")["average"])
    else:
        raise SystemExit(f"{path} is missing: train {name} first (see README.md).")
    return model.eval()


def trained_figures(name):
    path = CACHE / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else {}


def write_weights(out, name, model):
    file = f"{name}.safetensors"
    save_safetensors(out / file, state(model, half=True))
    content = (out / file).read_bytes()
    return {"file": file, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "dtype": "F16"}


def cell_input(recipe):
    return {
        "size": recipe["size"],
        "windowUm": WINDOW_UM,
        "boxRelative": 2.0,
        "normalisation": {"kind": "per-image", "epsilon": 0.001},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, default=HERE.parent / "compact")
    parser.add_argument("--preliminary", action="store_true", help="take unfinished checkpoints")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    recipes = json.loads((HERE / "recipes.json").read_text())["compact"]
    pack = recipes["pack"]

    detector = recipes["detector"]
    model = load("detector", retinanet(detector["architecture"]), options.preliminary)
    detector_spec = {
        **write_weights(options.out, "detector", model),
        "architecture": detector["architecture"],
        "input": {
            "shortSide": detector["shortSide"],
            "longSide": detector["longSide"],
            "sizeDivisor": 32,
            "mean": [0.485, 0.456, 0.406],
            "std": [0.229, 0.224, 0.225],
        },
        "decoding": {
            "scoreFloor": 0.05,
            "preNmsTopK": 1000,
            "nmsIou": pack["nmsIou"],
            "maxDetections": 400,
            "operatingScore": pack["operatingScore"],
        },
    }

    gate = recipes["gate"]
    gate_spec = {
        **write_weights(options.out, "gate", load("gate", ResNet(gate["architecture"], 2), options.preliminary)),
        "architecture": gate["architecture"],
        "input": cell_input(gate),
        "temperature": 1.0,
        "classes": ["uncountable", "countable"],
        "countableThreshold": pack["countableThreshold"],
    }

    members = []
    for name, recipe in recipes["members"].items():
        model = load(name, ResNet(recipe["architecture"], len(CODES)), options.preliminary)
        members.append(
            {
                "name": recipe["title"],
                **write_weights(options.out, name, model),
                "architecture": recipe["architecture"],
                "input": cell_input(recipe),
                "temperature": round(trained_figures(name).get("temperature", 1.0), 3),
            }
        )

    manifest = {
        "schema": 1,
        "name": "compact",
        "version": pack["version"],
        "title": "Compact pack, trained from scratch on openly licensed cells",
        "created": datetime.date.today().isoformat(),
        "classes": CODES,
        "evidence": {code: EVIDENCE[code] for code in CODES},
        "unresolvedGroups": [
            {"id": group, "name": GROUP_NAMES[group], "members": codes} for group, codes in GROUPS.items()
        ],
        "detector": detector_spec,
        "gate": gate_spec,
        "members": members,
        "data": DATA,
        "figures": figures(),
        "notValidated": NOT_VALIDATED,
        # What the user reads of the above, by its English.
        "translations": json.loads((HERE / "translations.json").read_text()),
    }
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    total = sum(part["bytes"] for part in [detector_spec, gate_spec, *members])
    print(f"{options.out}: {total / 2**20:.1f} MiB of weights, {len(manifest['figures'])} figures")


if __name__ == "__main__":
    main()

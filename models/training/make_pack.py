"""Writes the compact pack from trained networks.

    python3 make_pack.py --data DIR [--preset compact|paper] [--out ../compact]

Reads the weights that the training scripts left in the cache, writes float16 safetensors and
`manifest.json` to `../<preset>`. `--init`ed from weights under a licence that forbids it (SWSL), a
paper pack stays on the machine that made it. Figures of the whole pack come from the workstation's own
evaluation (`<cache>/figures/*.json`, see README.md): run it, then make the pack again.
"""

import argparse
import datetime
import hashlib
import json
import math
import pathlib

import numpy as np
import torch

import augment
from data import CODES, GROUPS, WINDOW_UM, real_cells
from networks import ResNet, retinanet
from storage import save_safetensors, state
from train_classifier import evaluation_input, predict

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
        "use": "detector (dense fields), members (an eighth to a quarter of each batch), gate",
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
    "platelets, red cells, background, rendered crushed cells, and real cells damaged by a program.",
    "No patient-level result (ALL or not) was validated on any real patient.",
    "Cells of children: the ages of the patients behind the training data are not known.",
]


def wilson(share, n, z=1.959964):
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return [round(centre - half, 4), round(centre + half, 4)]


def rounded(interval):
    return [round(end, 4) for end in interval] if interval else None


def entry(what, value, interval, n, on, command):
    return {
        "what": what,
        "value": round(value, 4),
        "interval": rounded(interval),
        "n": n,
        "on": on,
        "command": command,
    }


def read(name, cache=CACHE):
    """Figures that a command left in the cache; None where it was not run."""
    path = cache / name
    return json.loads(path.read_text()) if path.exists() else None


def detection_figures(report, on):
    command = "npm run evaluate -- detect --images DIR --labels DIR --class 0"
    n, recall, precision = report["truths"], report["recall"], report["precision"]
    return [
        entry("White-cell detection, AP@0.5", report["ap50"], report["ap50Interval"], n, on, command),
        entry("White-cell detection, AP@[.5:.95]", report["ap5095"], None, n, on, command),
        entry("Detection recall at the operating score", recall, wilson(recall, n), n, on, command),
        entry(
            "Detection precision at the operating score",
            precision,
            wilson(precision, report["detections"]),
            report["detections"],
            on,
            command,
        ),
    ]


# The three kinds of member, trained on one source and tested on the other.
TRANSFER = "densities-grey-channels"
SOURCES = {"mll": "MLL test (marrow)", "pbc": "PBC test (blood)"}


def cell_figures(report):
    command = "npm run evaluate -- cells --csv FILE --split test"
    entries = []
    for source, result in report["classes"].items():
        on, n = SOURCES[source], result["n"]
        share = lambda what, value: entry(what, value, wilson(value, n), n, on, command)
        macro = result["macroSetAccuracy"]
        entries += [
            entry("Right set of classes, macro over source classes", macro, result["macroInterval"], n, on, command),
            share("Right set of classes, all cells", result["setAccuracy"]),
            share("Right set without the help of unresolved groups", result["exactSetAccuracy"]),
        ]
    blasts = {"LBL", "MBL", "MOB", "MKB"}
    for source, counts in recognitions(report):
        if set(counts["classes"]) == blasts:
            on = SOURCES[source]
            for what, of in (("Blasts named as such", "sensitivity"), ("Other cells not named as blasts", "specificity")):
                right, n = counts[of]["right"], counts[of]["total"]
                entries.append(entry(what, right / n, wilson(right / n, n), n, on, command))
    for source, result in report["calibration"].items():
        on = SOURCES.get(source, "MLL and PBC test")
        error = result["expectedCalibrationError"]
        entries.append(entry("Expected calibration error (15 bins)", error, None, result["n"], on, command))
    gate, on = report["gate"], "test: countable cells against platelets"
    n = gate["n"]
    entries += [
        entry("Gate, ROC-AUC", gate["auc"], None, n, on, command),
        entry("Gate, accuracy", gate["accuracy"], wilson(gate["accuracy"], n), n, on, command),
        entry("Gate, recall of countable cells", gate["recall"], wilson(gate["recall"], gate["positives"]), gate["positives"], on, command),
    ]
    return entries


def recognitions(report):
    """Counts of each source that has cells within the classes and others."""
    return [
        (source, counts)
        for source, sets in report["recognition"].items()
        for counts in sets
        if counts["sensitivity"]["total"] and counts["specificity"]["total"]
    ]


def recognition(cache):
    """How well what a rule counts is told from other cells, for correcting shares; one entry for each set of classes."""
    report = read("figures/cells-test.json", cache)
    found = {}
    for source, counts in recognitions(report) if report else []:
        measured = {key: counts[key] for key in ("classes", "sensitivity", "specificity")}
        command = "npm run evaluate -- cells --csv FILE --split test"
        found.setdefault(tuple(sorted(counts["classes"])), {**measured, "on": SOURCES[source], "command": command})
    return list(found.values())


def figures(cache):
    """Entries of the manifest from the files of `npm run evaluate` and of the training scripts."""
    entries = []
    if report := read("figures/detect-val.json", cache):
        entries += detection_figures(report, "TXL-PBC val (blood fields)")
    if report := read("figures/detect-dense.json", cache):
        entries += detection_figures(report, "rendered marrow fields, unseen seeds")
    if report := read("figures/detect-varied.json", cache):
        entries += detection_figures(report, "rendered marrow fields that stray from those trained on")
    if report := read("figures/cells-test.json", cache):
        entries += cell_figures(report)
    for source, other in (("mll", "pbc"), ("pbc", "mll")):
        if report := read(f"transfer/{TRANSFER}-{source}.json", cache):
            on = f"{other.upper()}, learned from {source.upper()} alone (five shared classes)"
            what = "Another laboratory: right set of classes, macro, three small networks"
            command = f"python3 transfer.py --report {TRANSFER.replace('-', ' ')} --data DIR"
            entries.append(entry(what, report["open"], None, report["n"], on, command))
    for kind, result in (read("gate-kinds.json", cache) or {}).items():
        what = f"Gate trained without them: ROC-AUC of countable cells against {kind}"
        on, command = "a kind held out", "python3 gate_kinds.py --epochs 3 --data DIR"
        entries.append(entry(what, result["heldOut"], None, result["n"], on, command))
    return entries


def load(cache, name, model):
    path = cache / f"{name}.pt"
    if not path.exists():
        raise SystemExit(f"{path} is missing: train {name} first (see README.md).")
    model.load_state_dict(torch.load(path))
    return model.eval()


def write_weights(out, name, model):
    file = f"{name}.safetensors"
    save_safetensors(out / file, state(model, half=True))
    content = (out / file).read_bytes()
    return {"file": file, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), "dtype": "F16"}


NORMALISATION_SPECS = {
    "per-image": {"kind": "per-image", "epsilon": 0.001},
    "fixed": {"kind": "fixed", "mean": list(augment.IMAGENET_MEAN), "std": list(augment.IMAGENET_STD)},
    "optical-density": {
        "kind": "optical-density",
        "white": {"share": augment.WHITE_SHARE, "floor": augment.WHITE_FLOOR},
        "range": list(augment.PASSED),
        "mean": augment.DENSITY_MEAN,
        "std": augment.DENSITY_STD,
    },
}


def cell_input(recipe):
    return {
        "size": recipe["size"],
        "windowUm": WINDOW_UM,
        "boxRelative": 2.0,
        "normalisation": NORMALISATION_SPECS[recipe["normalisation"]],
    }


def joint_temperature(members, data):
    """The one temperature of all members at which the mean of their probabilities fits val best.

    A mean of members is less sure than each of them: temperatures fitted one by one would not do.
    """
    cells = real_cells(data, "val")
    cells = cells.subset(cells.masks.sum(1) > 0)
    masks = torch.from_numpy(cells.masks)
    logits = [
        predict(model, evaluation_input(cells, recipe["size"], recipe["normalisation"]))
        for model, recipe in members
    ]

    def loss(temperature):
        mean = torch.stack([(l / temperature).softmax(1) for l in logits]).mean(0)
        return float(-(mean * masks).sum(1).clamp(min=1e-9).log().mean())

    return float(min(np.exp(np.linspace(np.log(0.4), np.log(2.5), 80)), key=loss))


TITLES = {
    "compact": "Compact pack, trained from scratch on openly licensed cells",
    "paper": "The paper's networks at full size, trained on the user's machine",
}


def detector_spec(out, cache, recipe, pack):
    model = load(cache, "detector", retinanet(recipe["architecture"]))
    return {
        **write_weights(out, "detector", model),
        "architecture": recipe["architecture"],
        "input": {
            "shortSide": recipe["shortSide"],
            "longSide": recipe["longSide"],
            "sizeDivisor": 32,
            "mean": list(augment.IMAGENET_MEAN),
            "std": list(augment.IMAGENET_STD),
        },
        "decoding": {
            "scoreFloor": 0.05,
            "preNmsTopK": 1000,
            "nmsIou": pack["nmsIou"],
            "maxDetections": 400,
            "operatingScore": pack["operatingScore"],
        },
    }


def gate_spec(out, cache, recipe, pack):
    return {
        **write_weights(out, "gate", load(cache, "gate", ResNet(recipe["architecture"], 2))),
        "architecture": recipe["architecture"],
        "input": cell_input(recipe),
        "temperature": 1.0,
        "classes": ["uncountable", "countable"],
        "countableThreshold": pack["countableThreshold"],
    }


def member_specs(out, cache, recipes, data):
    networks = [
        (name, recipe, load(cache, name, ResNet(recipe["architecture"], len(CODES))))
        for name, recipe in recipes.items()
    ]
    temperature = joint_temperature([(model, recipe) for _, recipe, model in networks], data)
    return [
        {
            "name": recipe["title"],
            **write_weights(out, name, model),
            "architecture": recipe["architecture"],
            "input": cell_input(recipe),
            "temperature": round(temperature, 3),
        }
        for name, recipe, model in networks
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--preset", default="compact", choices=list(TITLES))
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    preset = options.preset
    out = options.out or HERE.parent / preset
    out.mkdir(parents=True, exist_ok=True)
    cache = CACHE if preset == "compact" else CACHE / preset
    recipes = json.loads((HERE / "recipes.json").read_text())[preset]
    pack = recipes["pack"]
    manifest = {
        "schema": 1,
        "name": preset,
        "version": pack["version"],
        "title": TITLES[preset],
        "created": datetime.date.today().isoformat(),
        "classes": CODES,
        "evidence": {code: EVIDENCE[code] for code in CODES},
        "unresolvedGroups": [
            {"id": group, "name": GROUP_NAMES[group], "members": codes} for group, codes in GROUPS.items()
        ],
        "detector": detector_spec(out, cache, recipes["detector"], pack),
        "gate": gate_spec(out, cache, recipes["gate"], pack),
        "members": member_specs(out, cache, recipes["members"], options.data),
        "data": DATA,
        "figures": figures(cache),
        "recognition": recognition(cache),
        "notValidated": NOT_VALIDATED,
        # What the user reads of the above, by its English.
        "translations": json.loads((HERE / "translations.json").read_text()),
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    parts = [manifest["detector"], manifest["gate"], *manifest["members"]]
    total = sum(part["bytes"] for part in parts)
    print(f"{out}: {total / 2**20:.1f} MiB of weights, {len(manifest['figures'])} figures")


if __name__ == "__main__":
    main()

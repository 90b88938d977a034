"""Writes the model card of the compact pack.

    python3 card.py --data DIR        → ../compact/README.md

The words are in `card.md`; the tables are made here, from the manifest, the table of cells and the
files that the other commands left in the cache.
"""

import argparse
import collections
import csv
import json
import pathlib

from make_pack import CACHE, HERE, read

PACK = HERE.parent / "compact"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def shown(value):
    return f"{value:.3f}"


def with_interval(figure):
    interval = figure["interval"]
    return shown(figure["value"]) + (f" ({interval[0]:.3f}–{interval[1]:.3f})" if interval else "")


def networks(manifest):
    parts = [("detector", manifest["detector"]), ("gate", manifest["gate"])]
    parts += [(member["name"], member) for member in manifest["members"]]
    rows = []
    for name, part in parts:
        given = part["input"]
        size = f"{given['size']} px" if "size" in given else f"{given['shortSide']}–{given['longSide']} px"
        kind = given["normalisation"]["kind"] if "normalisation" in given else "ImageNet statistics"
        rows.append([name, f"{part['bytes'] / 2 / 1e6:.2f} M", size, kind, f"{part['bytes'] / 2**20:.1f} MiB"])
    return table(["network", "parameters", "input", "normalised by", "float16"], rows)


def classes(manifest, data):
    counts = collections.Counter()
    for row in csv.DictReader(open(data / "cells.csv")):
        if row["split"] == "train" and row["gate"] == "countable":
            counts[row["labels"], row["source"]] += 1
    rows = []
    for code in manifest["classes"]:
        seen = [
            f"{n} {source.upper()}" + ("" if labels == code else f" ({labels.replace('|', '/')})")
            for (labels, source), n in sorted(counts.items())
            if code in labels.split("|")
        ]
        rows.append([code, manifest["evidence"][code], ", ".join(seen) or "rendered cells only"])
    return table(["class", "rests on", "real cells trained on"], rows)


def figures(manifest):
    rows = [[f["what"], with_interval(f), f["n"], f["on"], f"`{f['command']}`"] for f in manifest["figures"]]
    return table(["figure", "value (95 % interval)", "n", "on", "command"], rows)


def per_class(report):
    rows = []
    for source, result in report["classes"].items():
        for name, one in result["perClass"].items():
            wrong = sorted(one["predicted"].items(), key=lambda pair: -pair[1])[:4]
            rows.append(
                [source, name, one["n"], shown(one["setAccuracy"]), ", ".join(f"{label} {n}" for label, n in wrong)]
            )
    return table(["source", "class", "n", "right set", "named most often"], rows)


def selective(report):
    rows = []
    for source, result in report["calibration"].items():
        accuracies = [shown(point["accuracy"]) for point in result["selective"]]
        rows.append([source, shown(result["expectedCalibrationError"]), *accuracies])
    coverages = next(iter(report["calibration"].values()))["selective"]
    head = ["cells", "expected calibration error"]
    return table(head + [f"surest {point['coverage']:.0%}" for point in coverages], rows)


def transfer():
    rows = []
    for path in sorted((CACHE / "transfer").glob("*.json")):
        run = json.loads(path.read_text())
        rows.append(
            [run["tag"], f"{run['train']}", shown(run["open"]), shown(run["closed"]), shown(run["flips"]), shown(run["home"]) if "home" in run else "–"]
            + [shown(value) for value in run["perClass"].values()]
        )
    head = ["run", "trained on", "abroad", "closed", "with flips", "at home", "EOS", "LYM", "MON", "PMO", "SEG"]
    return table(head, rows)


def gate_kinds(report):
    rows = [
        [kind, result["n"], shown(result["heldOut"]), shown(result["seen"]) if "seen" in result else "–"]
        for kind, result in report.items()
    ]
    return table(["kind", "n", "AUC, not trained on", "AUC, trained on"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    data = parser.parse_args().data
    manifest = json.loads((PACK / "manifest.json").read_text())
    cells = read("figures/cells-test.json")
    parts = {
        "version": manifest["version"],
        "networks": networks(manifest),
        "data": "\n".join(f"- **{d['name']}**, {d['licence']}. {d['citation']}. Used for: {d['use']}." for d in manifest["data"]),
        "classes": classes(manifest, data),
        "figures": figures(manifest),
        "per_class": per_class(cells),
        "selective": selective(cells),
        "transfer": transfer(),
        "gate_kinds": gate_kinds(read("gate-kinds.json")),
        "logs": "```\n" + (CACHE / "last-lines.txt").read_text().strip() + "\n```",
        "not_validated": "\n".join(f"- {line}" for line in manifest["notValidated"]),
    }
    text = (HERE / "card.md").read_text()
    for name, part in parts.items():
        text = text.replace("{{" + name + "}}", part)
    (PACK / "README.md").write_text(text)
    print(PACK / "README.md")


if __name__ == "__main__":
    main()

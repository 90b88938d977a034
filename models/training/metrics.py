"""Set accuracy by source, as the workstation's `npm run evaluate -- cells` reports it."""

import numpy as np

from data import CODES, GROUPS


def grouped(probabilities):
    """Label of each row where an unresolved group stands as one candidate; a list of code sets."""
    names, columns = [], []
    members = {code for group in GROUPS.values() for code in group}
    for code in CODES:
        if code not in members:
            names.append({code})
            columns.append(probabilities[:, CODES.index(code)])
    for group in GROUPS.values():
        names.append(set(group))
        columns.append(probabilities[:, [CODES.index(code) for code in group]].sum(1))
    return [names[i] for i in np.stack(columns, 1).argmax(1)]


def set_accuracy(probabilities, masks):
    """1 where the decided label, or group, meets the set that the truth allows."""
    truth = [{CODES[i] for i in np.flatnonzero(mask)} for mask in masks]
    return np.array([bool(label & allowed) for label, allowed in zip(grouped(probabilities), truth)])


def source_report(probabilities, cells):
    """Per source: accuracy, macro over source classes, and each class."""
    right = set_accuracy(probabilities, cells.masks)
    report = {}
    for source in np.unique(cells.source):
        here = cells.source == source
        classes = {
            str(name): round(float(right[here & (cells.source_class == name)].mean()), 4)
            for name in np.unique(cells.source_class[here])
        }
        report[str(source)] = {
            "accuracy": round(float(right[here].mean()), 4),
            "macro": round(float(np.mean(list(classes.values()))), 4),
            "perClass": classes,
        }
    return report

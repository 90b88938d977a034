import { midSentence, plural } from '../../wording.ts';
import type { Phrases } from '../phrase.ts';

/** The figures of a set with truth: on the screen, in the table and in the report. */
export const evaluation = {
  'evaluation.title': () => 'Validation against ground truth',
  'evaluation.set': ({ cases, fields, cells }) =>
    `Patients: ${cases}; fields: ${fields}; cells of the truth: ${cells}`,
  'evaluation.detection': () => 'Detection',
  'evaluation.gate': () => 'Gate',
  'evaluation.classes': () => 'Classes',
  'evaluation.grouped': () => 'Blasts and erythroblasts as one each',
  'evaluation.twenty': () => 'The 20 classes',
  'evaluation.agreement': () => 'Differential',
  'evaluation.patients': () => 'Patients',
  'evaluation.confusion': () => 'Confusion matrix',
  'evaluation.summary': () => 'Summary',

  'evaluation.failed': () => 'The figures could not be worked out. Reload the page.',

  'evaluation.ap50': () => 'AP at IoU 0.5',
  'evaluation.ap5095': () => 'AP at IoU 0.5–0.95',
  'evaluation.recall': () => 'Recall',
  'evaluation.precision': () => 'Precision',
  'evaluation.falseCalls': () => 'False calls',
  'evaluation.ofAllCalls': () => 'Of all so called',
  'evaluation.sensitivity': () => 'Sensitivity',
  'evaluation.specificity': () => 'Specificity',
  'evaluation.accuracy': () => 'Accuracy',
  'evaluation.f1': () => 'F1',
  'evaluation.ap': () => 'AP',
  'evaluation.auc': () => 'ROC-AUC',
  'evaluation.ppv': () => 'Positive predictive value',
  'evaluation.npv': () => 'Negative predictive value',
  'evaluation.micro': () => 'Micro',
  'evaluation.macro': () => 'Macro',
  'evaluation.weighted': () => 'Weighted',

  'evaluation.allBlasts': () => 'Blasts, all lineages',
  'evaluation.allErythroblasts': () => 'Erythroblasts, all stages',

  'evaluation.figure': () => 'Figure',
  'evaluation.value': () => 'Value',
  'evaluation.interval': () => '95 % interval',
  'evaluation.n': () => 'n',
  'evaluation.paper': () => 'Zhou 2021',
  'evaluation.class': () => 'Class',
  'evaluation.truth': () => 'Truth',
  'evaluation.missed': () => 'Missed',
  'evaluation.dropped': () => 'Dropped',
  'evaluation.classified': () => 'Classified',
  'evaluation.right': () => 'Right',
  'evaluation.endToEnd': () => 'Of all in the truth',
  'evaluation.subject': () => 'Subject',
  'evaluation.bias': () => 'Bias',
  'evaluation.limits': () => 'Limits of agreement',
  'evaluation.meanOfBoth': () => 'Mean of truth and pipeline, %',
  'evaluation.difference': () => 'Pipeline − truth, points',
  'evaluation.lowerLimit': () => 'Lower limit',
  'evaluation.upperLimit': () => 'Upper limit',
  'evaluation.patient': () => 'Patient',
  'evaluation.diagnosis': () => 'Diagnosis',
  'evaluation.all': () => 'ALL',
  'evaluation.notAll': () => 'not ALL',
  'evaluation.unknown': () => 'unknown',
  'evaluation.basis-diagnosis': () => 'known',
  'evaluation.basis-truth': () => 'by the truth’s own count',
  'evaluation.truthShare': () => 'Share by the truth',
  'evaluation.share': () => 'Share by the pipeline',
  'evaluation.call': () => 'Call',
  'evaluation.call-meets': () => 'meets',
  'evaluation.call-does-not-meet': () => 'does not meet',
  'evaluation.call-indeterminate': () => 'indeterminate',
  'evaluation.call-none': () => 'no call',
  'evaluation.bare': () => 'Threshold alone',
  'evaluation.threeStates': () => 'With the interval',
  'evaluation.meets': () => 'Meets the rule',
  'evaluation.doesNotMeet': () => 'Does not',
  'evaluation.open': () => 'Left open',
  'evaluation.rule': ({ name }) => `Rule: ${name}`,
  'evaluation.countable': () => 'Countable',
  'evaluation.notCountable': () => 'Not countable',
  'evaluation.passed': () => 'Passed',
  'evaluation.packOf': ({ name, version, hash }) => `Pack ${name} ${version}, sha256 ${hash}`,

  'evaluation.how-intervals-patients': () =>
    'Intervals of rates with counts are Wilson’s; those of AP, AUC, F1 and averages resample whole patients (percentile, 1000 resamples).',
  'evaluation.how-intervals-fields': () =>
    'Intervals of rates with counts are Wilson’s; those of AP, AUC, F1 and averages resample whole fields (percentile, 1000 resamples), since there are fewer than ten patients; with few fields they are too narrow.',
  'evaluation.how-pipeline': () =>
    'Measured is what the pipeline said, not what reviewers made of it.',
  'evaluation.how-detection': () =>
    'Every box of the truth is to be found, uncountable cells too. AP as COCO defines it, over all scores; recall and precision at the pack’s operating score and IoU 0.5.',
  'evaluation.how-gate': () =>
    'Over the boxes that were found (IoU 0.5 or more); countable cells are the positives. Boxes that are no cell of the truth are in no figure here.',
  'evaluation.how-classes': () =>
    'Over countable cells with a name that were found and passed the gate; the most probable class is the prediction. AP and AUC: each class against all others. A class without a cell has no figure and is in no mean; one that lies in too few of what is resampled has no interval of F1, AP and AUC.',
  'evaluation.how-agreement': () =>
    'Bland–Altman: the pipeline’s percentage less that of the truth, over the same fields of each patient; percentage points. Limits: bias ± 1.96 standard deviations; intervals by Student’s t. It takes three patients.',
  'evaluation.how-patients': () =>
    'Sensitivity and specificity ÷ all patients with and without ALL. A reading that is left open is neither a hit nor a miss. Where no diagnosis is known, the rule’s threshold on the truth’s own count stands for it: then only the counting is tested, not the rule.',
  'evaluation.assumed-lymphoid': ({ count }) =>
    `${plural(Number(count), 'blast')} of open lineage counted as lymphoid here, as the cases are set: blasts of a myeloid leukaemia would meet the rule just so.`,
  'evaluation.assumed-myeloid': ({ count }) =>
    `${plural(Number(count), 'blast')} of open lineage counted as myeloid here, as the cases are set: lymphoblasts would be missed just so.`,
  'evaluation.recognition': () => 'Cells that the rule counts',
  'evaluation.recognitionOpen': ({ count }) =>
    `${plural(Number(count), 'cell')} may be such or others, by truth or name: in neither figure.`,
  'evaluation.how-paper': () =>
    'The paper’s figures are of other images and patients, over its 20 classes. It states no IoU, and does not say how it averages: its F1 equals its accuracy, as only the micro average does; precision, AP and AUC stand beside each average that they may be.',
  'evaluation.classCurves': () =>
    'Precision over recall of each class; the point is where the most probable class stands.',
  'evaluation.agreementCharts': ({ count }) =>
    `Bland–Altman plots of the ${plural(Number(count), 'most frequent subject', 'most frequent subjects')}; bands are 95 % intervals.`,
  'evaluation.curveShown': ({ name, x, y, figure, value }) =>
    `${name}: ${midSentence(String(y))} over ${midSentence(String(x))}; ${figure} ${value}`,
  'evaluation.pointShown': ({ curve, x, y, atX, atY }) =>
    `${curve}; the point: ${midSentence(String(x))} ${atX}, ${midSentence(String(y))} ${atY}`,
  'evaluation.agreementShown': ({ name, count, bias, interval, limits }) =>
    `Bland–Altman plot of ${midSentence(String(name))}, ${plural(Number(count), 'patient')}: bias ${bias} points, 95 % interval ${interval}; limits of agreement ${limits}`,
  'evaluation.few': ({ most }) => `† fewer than ${most} cells: the figure says little.`,
  'evaluation.fewPatients': ({ count }) =>
    `It rests on ${plural(Number(count), 'patient')}: read the intervals, not the rates.`,

  'evaluation.remark-waiting': ({ count }) =>
    `${plural(Number(count), 'field')} with truth not analysed yet: in no figure.`,
  'evaluation.remark-excluded': ({ count }) =>
    `${plural(Number(count), 'field')} with truth left out of the count by a reviewer: in no figure.`,
  'evaluation.remark-detection-only': ({ count }) =>
    `The truth of ${plural(Number(count), 'patient')} names no cell and tells no uncountable one: only detection is measured there.`,
  'evaluation.remark-truncated': ({ count }) =>
    `${plural(Number(count), 'field')} analysed before boxes below the operating score were kept: AP is a lower bound. Analyse again for the whole curve.`,
  'evaluation.remark-lost': ({ count }) =>
    `${plural(Number(count), 'box', 'boxes')} of the pipeline deleted, merged or split by reviewers: in the figures of detection as found, in no other. Analyse a copy that nobody has reviewed to have all.`,
  'evaluation.remark-packs': ({ count }) =>
    `${count} different packs analysed these fields: the figures are of none of them. Analyse all with one.`,
  'evaluation.remark-unnamed': ({ count }) =>
    `${plural(Number(count), 'countable cell')} of the truth without a name, in cases that name others: these cases are in no agreement, and their truth stands for no diagnosis.`,
  'evaluation.remark-ungraded': ({ count }) =>
    `${plural(Number(count), 'cell')} of the truth named as a group only: measured where blasts and erythroblasts are one each.`,
  'evaluation.remark-open-groups': ({ count }) =>
    `${plural(Number(count), 'cell')} named by the pack as a group only (blast, erythroblast): among the 20 classes its most probable one stands, which the pack does not claim to know. Read the figures with blasts and erythroblasts as one each.`,
} as const satisfies Phrases;

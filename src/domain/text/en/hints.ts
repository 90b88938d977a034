import { plural } from '../../wording.ts';
import type { Finding, HintWords } from '../hintWords.ts';

const CELLS: Readonly<Record<Finding, readonly [one: string, many: string, means: string]>> = {
  promyelocytes: ['promyelocyte', 'promyelocytes', 'FAB M3 (APL)?'],
  megakaryoblasts: ['megakaryoblast', 'megakaryoblasts', 'FAB M7?'],
  lymphoma: ['lymphoma cell', 'lymphoma cells', 'possible marrow involvement.'],
  neuroblastoma: ['neuroblastoma cell', 'neuroblastoma cells', 'possible marrow involvement.'],
};

export const hints: HintWords = {
  haematogones:
    'Haematogones in children can look the same as lymphoblasts: immunophenotyping decides.',
  finding(finding, count, percent) {
    const [one, many, means] = CELLS[finding];
    return `${plural(count, one, many)} (${percent} of karyocytes): ${means} A hint, not a diagnosis.`;
  },
};

import type { RatioWords } from '../ratioWords.ts';

export const ratio: RatioWords = {
  convention:
    'Myeloblasts to segmented forms, eosinophils, monoblasts / promonocytes and monocytes, to all erythroblasts. Lymphoblasts are in neither; basophils are within the infrequent cells and left out.',
  blasts(count, reading, upper) {
    switch (reading) {
      case 'lymphoid':
        return ` Unresolved blasts (${count}) are read as lymphoid and are in neither.`;
      case 'myeloid':
        return ` Unresolved blasts (${count}) are read as myeloid and count with the myeloblasts.`;
      case 'unresolved':
        return ` Unresolved blasts (${count}) are in neither${
          upper === null
            ? ''
            : `; were all of them myeloid, the ratio would be ${upper.toFixed(2)} : 1`
        }.`;
    }
  },
};

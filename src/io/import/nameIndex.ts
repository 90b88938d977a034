import { lastPartOf, partsOf, safeStemOf, stemOf } from '../pictureNames.ts';

/** A name as it can be compared. */
interface Forms {
  /** With a stroke before it, so that only whole folders can be its end. */
  readonly path: string;
  readonly last: string;
  readonly stemPath: string;
  readonly stem: string;
  /** What a label file is called where the name itself can be no file's; of its last part too. */
  readonly safe: string;
  readonly safeLast: string;
}

function formsOf(name: string): Forms {
  const [path, last] = [`/${partsOf(name).join('/')}`, lastPartOf(name)];
  return {
    path,
    last,
    stemPath: stemOf(path),
    stem: stemOf(last),
    safe: safeStemOf(name),
    safeLast: safeStemOf(last),
  };
}

/** As a name is written; and with decomposed letters, as one system has them, and capitals made alike. */
const WRITINGS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.normalize('NFC').toLowerCase(),
];

/** How a picture can be the one that is wanted, the strictest first. */
interface Way {
  /** What is the same in both. */
  readonly of: 'last' | 'stem' | 'safe';
  readonly wanted: keyof Forms;
  /** What must be the end of the picture's path besides. */
  readonly ending?: 'path' | 'stemPath';
}
const WAYS: readonly Way[] = [
  { of: 'last', wanted: 'last', ending: 'path' },
  { of: 'last', wanted: 'last' },
  { of: 'stem', wanted: 'stem', ending: 'stemPath' },
  { of: 'stem', wanted: 'stem' },
  { of: 'safe', wanted: 'safeLast' },
];

/**
 * Looks pictures up by the names that annotations give them: by the whole path, else without folders,
 * else without the picture's ending; as it is written before in other capitals.
 * @returns for a name every picture that fits it equally well
 */
export function nameIndex<Picture>(
  pictures: readonly Picture[],
  nameOf: (picture: Picture) => string,
): (wanted: string) => readonly Picture[] {
  type Known = { readonly picture: Picture; readonly forms: Forms };
  const indexes = WRITINGS.map((write) => {
    const index = {
      last: new Map<string, Known[]>(),
      stem: new Map<string, Known[]>(),
      safe: new Map<string, Known[]>(),
    };
    for (const picture of pictures) {
      const forms = formsOf(write(nameOf(picture)));
      for (const of of ['last', 'stem', 'safe'] as const) {
        const alike = index[of].get(forms[of]) ?? [];
        alike.push({ picture, forms });
        index[of].set(forms[of], alike);
      }
    }
    return { write, index };
  });
  return (name) => {
    for (const { of, wanted, ending } of WAYS)
      for (const { write, index } of indexes) {
        const sought = formsOf(write(name));
        const alike = index[of].get(sought[wanted]) ?? [];
        const found = ending
          ? alike.filter(({ forms }) => forms[ending].endsWith(sought[ending]))
          : alike;
        if (found.length > 0) return found.map(({ picture }) => picture);
      }
    return [];
  };
}

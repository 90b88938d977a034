import { lastPartOf, partsOf, safeStemOf, stemOf } from '../pictureNames.ts';

/** Decomposed letters, as one system writes names, and capitals are no difference. */
const folded = (text: string): string => text.normalize('NFC').toLowerCase();

/** Names that could mean the same picture share one of these. */
const looseKeys = (name: string): string[] => [
  folded(safeStemOf(lastPartOf(name))),
  folded(safeStemOf(name)),
];

const pathOf = (name: string): string => partsOf(name).join('/');
const endsIn = (path: string, wanted: string): boolean =>
  path === wanted || path.endsWith(`/${wanted}`);

/** Whether a picture is the one that is wanted, the strictest first. */
const TESTS: readonly ((name: string, wanted: string) => boolean)[] = [
  (name, wanted) => endsIn(pathOf(name), pathOf(wanted)),
  (name, wanted) => lastPartOf(name) === lastPartOf(wanted),
  (name, wanted) => endsIn(stemOf(pathOf(name)), stemOf(pathOf(wanted))),
  (name, wanted) => stemOf(lastPartOf(name)) === stemOf(lastPartOf(wanted)),
  // What its label file is called where the name itself can be no file's.
  (name, wanted) => safeStemOf(name) === safeStemOf(lastPartOf(wanted)),
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
  const buckets = new Map<string, Picture[]>();
  for (const picture of pictures)
    for (const key of new Set(looseKeys(nameOf(picture))))
      buckets.set(key, [...(buckets.get(key) ?? []), picture]);
  return (wanted) => {
    const close = [...new Set(looseKeys(wanted).flatMap((key) => buckets.get(key) ?? []))];
    for (const fits of TESTS)
      for (const written of [(text: string) => text, folded]) {
        const found = close.filter((picture) => fits(written(nameOf(picture)), written(wanted)));
        if (found.length > 0) return found;
      }
    return [];
  };
}

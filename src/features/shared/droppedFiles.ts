import type { PlacedFile } from '../../io/import/set.ts';

/**
 * The files that were dropped, those in dropped folders too. To be called while the drop is handled:
 * afterwards the browser takes it away.
 * @throws DOMException where a file cannot be read
 */
export async function droppedFiles({ items }: DataTransfer): Promise<PlacedFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return (await Promise.all(entries.map((entry) => filesIn(entry, entry.name)))).flat();
}

async function filesIn(entry: FileSystemEntry, path: string): Promise<PlacedFile[]> {
  if (isFile(entry)) return [{ path, file: await fileOf(entry) }];
  if (!isFolder(entry)) return [];
  const files: PlacedFile[] = [];
  const reader = entry.createReader();
  for (;;) {
    // A reader gives a hundred entries at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return files;
    for (const found of await Promise.all(some.map((of) => filesIn(of, `${path}/${of.name}`))))
      files.push(...found);
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

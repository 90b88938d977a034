import { say } from '../../domain/text/index.ts';
import { isAbortError, PackError, reasonOf, throwIfAborted } from '../errors.ts';
import { assertPlainFileName, collected, type PackSource } from './source.ts';

/** Read at a time: a cancel waits for no more. */
const SLICE_BYTES = 4 * 2 ** 20;

/** A pack that the user picked: a folder, or its files. */
export interface PickedPack extends PackSource {
  /**
   * The bytes of a file in their order, each chunk asked for once the one before has been dealt with.
   * @throws PackError naming the file; DOMException 'AbortError' when cancelled
   */
  chunks(file: string, signal?: AbortSignal): AsyncGenerator<Uint8Array>;
}

/** @throws PackError where there is not exactly one manifest.json among the files */
export function filePackSource(files: readonly File[]): PickedPack {
  const manifests = files.filter(({ name }) => name === 'manifest.json');
  const [manifest] = manifests;
  if (!manifest || manifests.length > 1)
    throw new PackError({
      problem: say(manifest ? 'pack.severalManifests' : 'pack.noManifest', { count: files.length }),
      remedy: say('pack.remedy.pickFolder'),
    });
  // Files of one name may lie in other folders of the one that was picked.
  const folder = folderOf(manifest);
  const own = new Map(
    files.filter((file) => folderOf(file) === folder).map((file) => [file.name, file]),
  );

  async function* chunks(name: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    assertPlainFileName(name);
    const file = own.get(name);
    if (!file)
      throw new PackError({
        problem: say('pack.notPicked', { file: name }),
        remedy: say('pack.remedy.pickFolder'),
      });
    for (let at = 0; at < file.size; at += SLICE_BYTES) {
      throwIfAborted(signal);
      yield await bytesOf(file, at);
    }
  }
  const stream: PackSource['stream'] = async (name, _expectedBytes, onChunk, signal) => {
    for await (const chunk of chunks(name, signal)) onChunk(chunk);
  };
  return {
    location: folder.replace(/\/$/, '') || manifest.name,
    chunks,
    stream,
    read: collected(stream),
  };
}

async function bytesOf(file: File, at: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(at, at + SLICE_BYTES).arrayBuffer());
  } catch (error) {
    if (isAbortError(error)) throw error;
    throw new PackError({
      problem: say('pack.unreadable', { path: file.name, reason: reasonOf(error) }),
      remedy: say('pack.remedy.pickAgain'),
    });
  }
}

/** Empty where files were picked rather than a folder. */
const folderOf = ({ name, webkitRelativePath }: File): string =>
  webkitRelativePath ? webkitRelativePath.slice(0, -name.length) : '';

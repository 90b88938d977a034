import { say } from '../../domain/text/index.ts';
import { isAbortError, PackError, reasonOf, throwIfAborted } from '../errors.ts';
import { assertPlainFileName, ByteCollector, type PackSource } from './source.ts';

/** Read at a time: a cancel waits for no more. */
const SLICE_BYTES = 4 * 2 ** 20;

/**
 * A pack that the user picked: a folder, or its files.
 * @throws PackError where there is not exactly one manifest.json among them
 */
export function filePackSource(files: readonly File[]): PackSource {
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
  return {
    location: folder.replace(/\/$/, '') || manifest.name,
    async read(name, expectedBytes, onBytes, signal) {
      assertPlainFileName(name);
      const file = own.get(name);
      if (!file)
        throw new PackError({
          problem: say('pack.notPicked', { file: name }),
          remedy: say('pack.remedy.pickFolder'),
        });
      const collector = new ByteCollector(expectedBytes);
      try {
        while (collector.length < file.size) {
          throwIfAborted(signal);
          const slice = file.slice(collector.length, collector.length + SLICE_BYTES);
          collector.push(new Uint8Array(await slice.arrayBuffer()));
          onBytes?.(collector.length);
        }
        return collector.finish();
      } catch (error) {
        if (isAbortError(error)) throw error;
        throw new PackError({
          problem: say('pack.unreadable', { path: name, reason: reasonOf(error) }),
          remedy: say('pack.remedy.pickAgain'),
        });
      }
    },
  };
}

/** Empty where files were picked rather than a folder. */
const folderOf = ({ name, webkitRelativePath }: File): string =>
  webkitRelativePath ? webkitRelativePath.slice(0, -name.length) : '';

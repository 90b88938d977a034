import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../domain/text/index.ts';
import { isAbortError, PackError, reasonOf, throwIfAborted } from '../errors.ts';
import { assertPlainFileName, ByteCollector, type PackSource } from './source.ts';

/** A pack in a directory (Node only: kept out of the browser's bundle by not being imported there). */
export function directoryPackSource(directory: string): PackSource {
  return {
    location: directory,
    async read(file, expectedBytes, onBytes, signal) {
      assertPlainFileName(file);
      const path = join(directory, file);
      const collector = new ByteCollector(expectedBytes);
      try {
        throwIfAborted(signal);
        const stream = createReadStream(path, { highWaterMark: 1 << 20, signal });
        for await (const chunk of stream as AsyncIterable<Uint8Array>) {
          collector.push(chunk);
          onBytes?.(collector.length);
        }
        return collector.finish();
      } catch (error) {
        if (isAbortError(error)) throw error;
        throw new PackError({
          problem: say('pack.unreadable', { path, reason: reasonOf(error) }),
          remedy: say('pack.remedy.path'),
        });
      }
    },
  };
}

import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../domain/text/index.ts';
import { isAbortError, PackError, reasonOf, throwIfAborted } from '../errors.ts';
import { assertPlainFileName, collected, type PackSource } from './source.ts';

/** A pack in a directory (Node only: kept out of the browser's bundle by not being imported there). */
export function directoryPackSource(directory: string): PackSource {
  const stream: PackSource['stream'] = async (file, _expectedBytes, onChunk, signal) => {
    assertPlainFileName(file);
    const path = join(directory, file);
    try {
      throwIfAborted(signal);
      const chunks = createReadStream(path, { highWaterMark: 1 << 20, signal });
      for await (const chunk of chunks as AsyncIterable<Uint8Array>) onChunk(chunk);
    } catch (error) {
      if (isAbortError(error) || error instanceof PackError) throw error;
      throw new PackError({
        problem: say('pack.unreadable', { path, reason: reasonOf(error) }),
        remedy: say('pack.remedy.path'),
      });
    }
  };
  return { location: directory, stream, read: collected(stream) };
}

import type { Message } from '../../domain/message.ts';
import { quote, say } from '../../domain/text/index.ts';
import { isAbortError, PackError, reasonOf, throwIfAborted } from '../errors.ts';
import { assertPlainFileName, collected, type PackSource } from './source.ts';

/** A pack on a web server. Works in pages and in workers. @param location absolute URL of its folder */
export function httpPackSource(location: string): PackSource {
  const folder = location.endsWith('/') ? location : `${location}/`;
  const stream: PackSource['stream'] = async (
    file,
    _expectedBytes,
    onChunk,
    signal,
    contentHash,
  ) => {
    assertPlainFileName(file);
    const url = new URL(file, folder).href;
    try {
      throwIfAborted(signal);
      // Another content has another address: a cache never serves the weights of a former pack.
      const versioned = contentHash === undefined ? url : `${url}?sha256=${contentHash}`;
      const response = await fetch(versioned, signal ? { signal } : {});
      if (!response.ok) throw unreachable(url, say('pack.answered', { status: response.status }));
      const reader = response.body?.getReader();
      for (;;) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) break;
        onChunk(chunk.value);
      }
    } catch (error) {
      if (error instanceof PackError || isAbortError(error)) throw error;
      throw unreachable(url, quote(reasonOf(error)));
    }
  };
  return { location: folder, stream, read: collected(stream) };
}

const unreachable = (url: string, why: Message): PackError =>
  new PackError({
    problem: say('pack.unreachable', { url, why }),
    remedy: say('pack.remedy.server'),
  });

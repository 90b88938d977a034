import { isAbortError, PackError, reasonOf, throwIfAborted } from '../errors.ts';
import { assertPlainFileName, ByteCollector, type PackSource } from './source.ts';

/** A pack on a web server. Works in pages and in workers. @param location absolute URL of its folder */
export function httpPackSource(location: string): PackSource {
  const folder = location.endsWith('/') ? location : `${location}/`;
  return {
    location: folder,
    async read(file, expectedBytes, onBytes, signal) {
      assertPlainFileName(file);
      const url = new URL(file, folder).href;
      try {
        throwIfAborted(signal);
        const response = await fetch(url, signal ? { signal } : {});
        if (!response.ok) throw unreachable(url, `the server answered ${response.status}`);
        const collector = new ByteCollector(expectedBytes);
        const reader = response.body?.getReader();
        for (;;) {
          const chunk = await reader?.read();
          if (!chunk || chunk.done) break;
          collector.push(chunk.value);
          onBytes?.(collector.length);
        }
        return collector.finish();
      } catch (error) {
        if (error instanceof PackError || isAbortError(error)) throw error;
        throw unreachable(url, reasonOf(error));
      }
    },
  };
}

const unreachable = (url: string, why: string): PackError =>
  new PackError({
    problem: `The pack's file ${url} could not be fetched: ${why}.`,
    remedy: 'Check that the pack lies beside the workstation on its server.',
  });

import { type Remote, wrap } from 'comlink';
import { say } from '../../domain/text/index.ts';
import { ImageFileError } from './errors.ts';
import type { ImageWorker } from './image.worker.ts';
import type { DecodedPage } from './types.ts';

export { ImageFileError } from './errors.ts';
export { LIMITS } from './limits.ts';
export type { DecodedPage } from './types.ts';

interface Connection {
  readonly worker: Worker;
  readonly remote: Remote<ImageWorker>;
  /** Rejects when the worker crashes or its script cannot be loaded; never resolves. */
  readonly broken: Promise<never>;
  /** Files being decoded. */
  waiting: number;
}

let connection: Connection | null = null;

function connect(): Connection {
  const worker = new Worker(new URL('./image.worker.ts', import.meta.url), {
    type: 'module',
    name: 'image',
  });
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
  });
  broken.catch(() => undefined);
  return { worker, remote: wrap<ImageWorker>(worker), broken, waiting: 0 };
}

/**
 * Decodes a picture file in a worker: PNG, JPEG, BMP, WebP, or TIFF, whose every page is one
 * picture. The type is judged by content. The worker ends when nothing is left to decode, which
 * gives its memory back.
 * @param name the file's name, for messages
 * @throws ImageFileError naming the file, what is wrong with it and the remedy
 */
export async function decodeImage(blob: Blob, name: string): Promise<readonly DecodedPage[]> {
  connection ??= connect();
  const own = connection;
  own.waiting++;
  let crashed = true;
  try {
    const answer = own.remote.decode(blob, name).finally(() => {
      crashed = false;
    });
    const outcome = await Promise.race([answer, own.broken]);
    if ('pages' in outcome) return outcome.pages;
    const { file, problem, remedy } = outcome.fault;
    throw new ImageFileError(file, problem, remedy);
  } catch (error) {
    if (!crashed) throw error;
    throw new ImageFileError(name, say('image.readerStopped'), say('image.remedy.smaller'), {
      cause: error,
    });
  } finally {
    own.waiting--;
    if (crashed || own.waiting === 0) {
      own.worker.terminate();
      if (connection === own) connection = null;
    }
  }
}

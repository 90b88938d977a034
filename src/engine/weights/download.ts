import type { Message } from '../../domain/message.ts';
import { quote, say } from '../../domain/text/index.ts';
import { abortError, isAbortError, PackError, reasonOf, throwIfAborted } from '../errors.ts';
import { chunksOf } from './source.ts';

/** Pauses before a broken download is taken up again, ms; any byte that comes starts them anew. */
const PAUSES_MS: readonly number[] = [500, 2000, 6000];

/** Answers after which another try may be answered otherwise. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

export interface DownloadOptions {
  /** Size by the manifest; null where it is not known. */
  readonly expectedBytes?: number | null;
  /** Bytes that are there already. */
  readonly from?: number;
  /** Of the answer that those bytes came from. */
  readonly validator?: string | null;
  readonly pauses?: readonly number[] | undefined;
  /** Asks the browser to leave the answer out of its own cache. */
  readonly unstored?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface DownloadedChunk {
  readonly bytes: Uint8Array;
  /**
   * A strong ETag, else Last-Modified; null where the server gives neither. Only with it can a server
   * tell whether a later request means the same version (RFC 9110, section 13.1.5).
   */
  readonly validator: string | null;
}

/**
 * The bytes of a file from `from` on. A connection that breaks is taken up where it stopped (Range
 * with If-Range), a few times with growing pauses. Where the server answers with the whole file, the
 * bytes that are there already are passed over: whether they fit together, the file's hash tells.
 * @throws PackError naming the address; DOMException 'AbortError' when cancelled
 */
export async function* download(
  url: string,
  options: DownloadOptions = {},
): AsyncGenerator<DownloadedChunk> {
  const { expectedBytes = null, pauses = PAUSES_MS, unstored = false, signal } = options;
  let { from: at = 0, validator = null } = options;
  for (let failures = 0; ; ) {
    throwIfAborted(signal);
    try {
      const response = await fetch(url, {
        headers: rangeHeaders(at, validator),
        ...(unstored ? { cache: 'no-store' } : {}),
        ...(signal ? { signal } : {}),
      });
      // Nothing behind what is there.
      if (response.status === 416 && at > 0) return;
      if (!response.ok) throw new Refusal(url, response.status);
      validator = validatorOf(response);
      let passOver = at - startOf(response);
      if (passOver < 0) throw new Error('the server left bytes out');
      let fresh = 0;
      for await (const chunk of chunksOf(response.body)) {
        const bytes = chunk.subarray(Math.min(passOver, chunk.length));
        passOver -= chunk.length - bytes.length;
        if (bytes.length === 0) continue;
        failures = 0;
        fresh += bytes.length;
        at += bytes.length;
        yield { bytes, validator };
      }
      // Without a Content-Length a broken connection looks like an end.
      if (expectedBytes !== null && at < expectedBytes && fresh > 0)
        throw new Error(`the connection ended after ${at} of ${expectedBytes} bytes`);
      return;
    } catch (error) {
      if (isAbortError(error)) throw error;
      if (error instanceof Refusal && !error.passing) throw error;
      const pause = pauses[failures++];
      if (pause === undefined)
        throw error instanceof PackError ? error : unreachable(url, quote(reasonOf(error)));
      await wait(pause, signal);
    }
  }
}

const unreachable = (url: string, why: Message): PackError =>
  new PackError({
    problem: say('pack.unreachable', { url, why }),
    remedy: say('pack.remedy.server'),
  });

/** The server answered, but not with the file. */
class Refusal extends PackError {
  readonly passing: boolean;

  constructor(url: string, status: number) {
    super(unreachable(url, say('pack.answered', { status })).fault);
    this.passing = PASSING.has(status);
  }
}

function rangeHeaders(at: number, validator: string | null): Record<string, string> {
  if (at === 0) return {};
  const range = { Range: `bytes=${at}-` };
  return validator === null ? range : { ...range, 'If-Range': validator };
}

function validatorOf({ headers }: Response): string | null {
  const etag = headers.get('ETag');
  return etag !== null && !etag.startsWith('W/') ? etag : headers.get('Last-Modified');
}

/** Place of an answer's first byte in the file. */
function startOf({ status, headers }: Response): number {
  if (status !== 206) return 0;
  const start = /^bytes (\d+)-/.exec(headers.get('Content-Range') ?? '')?.[1];
  if (start === undefined) throw new Error('the server did not say which part it sent');
  return Number(start);
}

/** @throws DOMException 'AbortError' when cancelled */
function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      clearTimeout(timer);
      reject(abortError());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    signal?.addEventListener('abort', cancel, { once: true });
  });
}

import { say } from '../../domain/text/index.ts';
import { PackError } from '../errors.ts';

/** SHA-256 as lower-case hex. @throws PackError where the page is no secure context */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  // Browsers give `crypto.subtle` to secure contexts only: https, or http on localhost.
  if (!globalThis.crypto?.subtle)
    throw new PackError({
      problem: say('pack.insecure'),
      remedy: say('pack.remedy.https'),
    });
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

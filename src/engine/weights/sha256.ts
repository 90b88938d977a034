import { createSHA256 } from 'hash-wasm';

/** SHA-256 of bytes that come in pieces. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** The digest as lower-case hex. */
  hex(): string;
}

/**
 * Starts a digest. `crypto.subtle` takes bytes in one piece only, copies them, and is given to
 * secure contexts alone (ADR 0014).
 */
export async function startSha256(): Promise<Sha256> {
  const hasher = await createSHA256();
  return {
    update: (bytes) => {
      hasher.update(bytes);
    },
    hex: () => hasher.digest('hex'),
  };
}

/** SHA-256 as lower-case hex. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await startSha256();
  digest.update(bytes);
  return digest.hex();
}

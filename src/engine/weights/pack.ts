import type { PackIdentity } from '../../domain/case.ts';
import type { Message } from '../../domain/message.ts';
import { type PackManifest, packManifestSchema } from '../../domain/pack.ts';
import { say } from '../../domain/text/index.ts';
import { PackError, reasonOf } from '../errors.ts';
import type { Safetensors } from './safetensors.ts';
import { SafetensorsStream } from './safetensorsStream.ts';
import { type Sha256, sha256Hex, startSha256 } from './sha256.ts';
import type { BytesListener, PackSource } from './source.ts';

/** What the manifest says of one weight file. */
export interface WeightFileSpec {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Size of a pack's weights, bytes. */
export const packBytes = (manifest: PackManifest): number =>
  weightFiles(manifest).reduce((sum, { bytes }) => sum + bytes, 0);

/** A pack's weight files in the order they are loaded: detector, gate, members. */
export const weightFiles = (manifest: PackManifest): readonly WeightFileSpec[] => [
  manifest.detector,
  manifest.gate,
  ...manifest.members,
];

/** Reads and checks `manifest.json`. @throws PackError listing what is wrong in it */
export async function readManifest(
  source: PackSource,
  signal?: AbortSignal,
): Promise<PackManifest> {
  const bytes = await source.read('manifest.json', null, undefined, signal);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new PackError({
      problem: say('pack.notJson', { location: source.location, reason: reasonOf(error) }),
      remedy: say('pack.remedy.address'),
    });
  }
  const parsed = packManifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the whole file'}: ${message}`,
  );
  throw new PackError({
    problem: say('pack.notAPack', { location: source.location, issues: issues.join('; ') }),
    remedy: say('pack.remedy.version'),
  });
}

/**
 * Name, version and content hash of a pack: sha256 over the hex digests of its weight files,
 * concatenated in the order of `weightFiles`.
 */
export async function packIdentity(manifest: PackManifest): Promise<PackIdentity> {
  const digests = weightFiles(manifest)
    .map((spec) => spec.sha256)
    .join('');
  const hash = await sha256Hex(new TextEncoder().encode(digests));
  return { name: manifest.name, version: manifest.version, hash };
}

/** What a pack says of itself, without its weights. */
export interface PackDescription {
  readonly manifest: PackManifest;
  readonly identity: PackIdentity;
}

/** @throws PackError where the manifest cannot be read */
export async function describePack(
  source: PackSource,
  signal?: AbortSignal,
): Promise<PackDescription> {
  const manifest = await readManifest(source, signal);
  return { manifest, identity: await packIdentity(manifest) };
}

/** A weight file that comes in chunks. Nothing of it is given out before it is verified. */
export class VerifiedFile {
  readonly #spec: WeightFileSpec;
  readonly #hash: Sha256;
  readonly #tensors: SafetensorsStream;
  #bytes = 0;
  #fault: unknown;

  private constructor(spec: WeightFileSpec, hash: Sha256) {
    this.#spec = spec;
    this.#hash = hash;
    this.#tensors = new SafetensorsStream(spec.file, spec.bytes);
  }

  static async start(spec: WeightFileSpec): Promise<VerifiedFile> {
    return new VerifiedFile(spec, await startSha256());
  }

  /** Bytes given so far. */
  get bytes(): number {
    return this.#bytes;
  }

  push(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    if (this.#fault !== undefined) return;
    try {
      this.#tensors.push(chunk);
    } catch (error) {
      // That it is another file says more than that it is no weight file: kept until the end.
      this.#fault = error;
    }
  }

  /** The file, once all of it was given. @throws PackError where it is not what the manifest names */
  finish(): Safetensors {
    const { file, bytes: expected, sha256 } = this.#spec;
    if (this.#bytes !== expected)
      throw mismatch(file, say('pack.mismatch.bytes', { bytes: this.#bytes, expected }));
    const digest = this.#hash.hex();
    if (digest !== sha256) throw mismatch(file, say('pack.mismatch.hash', { digest }));
    if (this.#fault !== undefined) throw this.#fault;
    return this.#tensors.finish();
  }
}

/**
 * Reads one weight file tensor by tensor, verifies size and sha256, and opens it.
 * @throws PackError naming the file where it is missing, damaged or not the manifest's
 */
export async function readWeightFile(
  source: PackSource,
  spec: WeightFileSpec,
  onBytes?: BytesListener,
  signal?: AbortSignal,
): Promise<Safetensors> {
  const read = async (): Promise<VerifiedFile> => {
    const verified = await VerifiedFile.start(spec);
    const onChunk = (chunk: Uint8Array): void => {
      verified.push(chunk);
      onBytes?.(verified.bytes);
    };
    if (source.stream) await source.stream(spec.file, spec.bytes, onChunk, signal, spec.sha256);
    else verified.push(await source.read(spec.file, spec.bytes, onBytes, signal, spec.sha256));
    return verified;
  };
  const verified = await read();
  try {
    return verified.finish();
  } catch (error) {
    // A damaged copy would else be read for ever.
    if (!(await source.discard?.(spec.sha256))) throw error;
  }
  return (await read()).finish();
}

const mismatch = (file: string, why: Message): PackError =>
  new PackError({
    problem: say('pack.mismatch', { file, why }),
    remedy: say('pack.remedy.fetchAgain'),
  });

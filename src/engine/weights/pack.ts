import type { PackIdentity } from '../../domain/case.ts';
import type { Message } from '../../domain/message.ts';
import { type PackManifest, packManifestSchema } from '../../domain/pack.ts';
import { say } from '../../domain/text/index.ts';
import { PackError, reasonOf } from '../errors.ts';
import { Safetensors } from './safetensors.ts';
import { sha256Hex } from './sha256.ts';
import type { BytesListener, PackSource } from './source.ts';

/** What the manifest says of one weight file. */
export interface WeightFileSpec {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

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

/**
 * Reads one weight file, verifies size and sha256, and opens it.
 * @throws PackError naming the file where it is missing, damaged or not the manifest's
 */
export async function readWeightFile(
  source: PackSource,
  spec: WeightFileSpec,
  onBytes?: BytesListener,
  signal?: AbortSignal,
): Promise<Safetensors> {
  const bytes = await source.read(spec.file, spec.bytes, onBytes, signal, spec.sha256);
  if (bytes.length !== spec.bytes)
    throw mismatch(
      spec.file,
      say('pack.mismatch.bytes', { bytes: bytes.length, expected: spec.bytes }),
    );
  const digest = await sha256Hex(bytes);
  if (digest !== spec.sha256) throw mismatch(spec.file, say('pack.mismatch.hash', { digest }));
  return new Safetensors(spec.file, bytes);
}

const mismatch = (file: string, why: Message): PackError =>
  new PackError({
    problem: say('pack.mismatch', { file, why }),
    remedy: say('pack.remedy.fetchAgain'),
  });

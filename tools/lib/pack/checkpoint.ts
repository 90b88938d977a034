import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { reasonOf } from '../../../src/engine/errors.ts';
import { tensorFaults } from '../../../src/engine/weights/convolution.ts';
import { Safetensors } from '../../../src/engine/weights/safetensors.ts';

/** Shapes by name, in the order of the forward pass. */
export type TensorShapes = ReadonlyMap<string, readonly number[]>;

/** A state dict that cannot become part of a pack; the message says why and what to do. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

/** Opens a user's state dict. @throws CheckpointError, PackError naming the file */
export async function openCheckpoint(path: string): Promise<Safetensors> {
  if (/\.(pt|pth|bin|ckpt)$/.test(path))
    throw new CheckpointError(
      `${path} is a PyTorch checkpoint. Convert it first: python3 models/training/convert_checkpoint.py ${path}`,
    );
  try {
    return new Safetensors(basename(path), await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new CheckpointError(`${path} could not be read: ${reasonOf(error)}.`);
    throw error;
  }
}

const MOST_LISTED = 20;

/**
 * Checks that a state dict holds the tensors of a network and no others.
 * @param network in words
 * @throws CheckpointError listing missing, unexpected and misshaped tensors
 */
export function checkTensors(weights: Safetensors, network: string, expected: TensorShapes): void {
  const faults = Object.entries(tensorFaults(weights, expected)).filter(
    ([, names]) => names.length > 0,
  );
  if (faults.length === 0) return;
  const lists = faults.map(([kind, names]) => {
    const more = names.length > MOST_LISTED ? [`… and ${names.length - MOST_LISTED} more`] : [];
    const lines = [...names.slice(0, MOST_LISTED), ...more].map((line) => `    ${line}`);
    return [`  ${kind} (${names.length}):`, ...lines].join('\n');
  });
  throw new CheckpointError(
    `${weights.file} does not fit the network that its shapes speak of, ${network}:\n${lists.join('\n')}`,
  );
}

/**
 * Shape of a tensor that tells of the architecture.
 * @throws CheckpointError where the file holds none of that name, with what it holds
 */
export function shapeNeeded(weights: Safetensors, name: string): readonly number[] {
  const shape = weights.shapeOf(name);
  if (shape) return shape;
  const longer = weights.names.find((other) => other.endsWith(`.${name}`));
  const hint = longer
    ? `It has "${longer}": take the prefix "${longer.slice(0, -name.length)}" off (models/training/convert_checkpoint.py does).`
    : `It begins with ${weights.names.slice(0, 4).join(', ') || 'nothing'}.`;
  throw new CheckpointError(
    `${weights.file} holds no tensor "${name}", by which torchvision's state dict is known. ${hint}`,
  );
}

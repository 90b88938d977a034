import '@tensorflow/tfjs-backend-cpu';
import type { BackendChoice } from '../api.ts';
import { registerCpuGroupedConv2D } from '../kernels/cpu.ts';
import { activate, type BackendSession } from './session.ts';

/** Starts the plain JavaScript backend: very slow, and the numeric reference. */
export async function startCpu(choice: BackendChoice): Promise<BackendSession> {
  await activate(choice);
  registerCpuGroupedConv2D();
  return { choice, failure: () => null, dispose: () => undefined };
}

import * as tf from '@tensorflow/tfjs-core';
import { expose } from 'comlink';
import type { BackendName } from '../../../src/engine/api.ts';
import { startBrowserBackend } from '../../../src/engine/backend/browser.ts';
import { LocalEngine } from '../../../src/engine/engine.ts';
import { httpPackSource } from '../../../src/engine/weights/httpSource.ts';
import { Safetensors } from '../../../src/engine/weights/safetensors.ts';
import {
  convolveGroups,
  errorAgainstPyTorch,
  errorAgainstReference,
  GOLDEN_CONVOLUTIONS,
} from '../../numerics/checks/groupedConv.ts';
import {
  classifierErrors,
  detectorErrors,
  type Errors,
  isDetector,
} from '../../numerics/checks/networks.ts';
import { packedErrorAgainstReference } from '../../numerics/checks/packedConv.ts';
import { paperClassifierErrors } from '../../numerics/checks/paper.ts';
import { quantisedErrorAgainstReference } from '../../numerics/checks/quantisedConv.ts';
import type { GpuBytes, NumericsWorker, PackBytes } from './report.ts';

/** The checks of tests/numerics in a browser's worker, where the product's engine runs too. */

async function fetchFixture(name: string): Promise<[string, Safetensors]> {
  const url = new URL(`../../fixtures/numerics/${name}.safetensors`, import.meta.url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} was answered ${response.status}.`);
  return [name, new Safetensors(name, new Uint8Array(await response.arrayBuffer()))];
}

const worker: NumericsWorker = {
  async run({
    backend,
    problems,
    packedProblems,
    networks: names,
    paper: paperNetworks,
    processors,
    packLocation,
  }) {
    if (processors !== null) pretendProcessors(processors);
    const wanted = ['grouped-conv.golden', ...names.flatMap((name) => [name, `${name}.golden`])];
    if (paperNetworks.length > 0) wanted.push('paper.golden');
    const files = new Map(await Promise.all(wanted.map(fetchFixture)));
    const fixtures = (name: string): Safetensors => {
      const file = files.get(name);
      if (!file) throw new Error(`The fixture ${name} was not fetched.`);
      return file;
    };
    const golden = fixtures('grouped-conv.golden');
    const session = await startBrowserBackend({ backend });
    const baseline = tf.memory().numTensors;

    const convolutions: Record<string, number> = {};
    for (const convolution of GOLDEN_CONVOLUTIONS)
      convolutions[convolution[0]] = await errorAgainstPyTorch(golden, convolution);
    const references: number[] = [];
    for (const problem of problems) references.push(await errorAgainstReference(problem));
    const packedReferences: (number | null)[] = [];
    for (const [turn, problem] of packedProblems.entries()) {
      // On every number of threads by turns: other workers may want the rest.
      session.limitThreads?.(1 + (turn % session.choice.threads));
      packedReferences.push(
        await (backend === 'wasm-int8'
          ? quantisedErrorAgainstReference
          : packedErrorAgainstReference)(problem),
      );
    }
    session.limitThreads?.(session.choice.threads);
    const networks: Record<string, Errors> = {};
    for (const name of names)
      networks[name] = isDetector(name)
        ? await detectorErrors(fixtures, name)
        : await classifierErrors(fixtures, name);
    const paper: Errors[] = [];
    for (const network of paperNetworks)
      paper.push(await paperClassifierErrors(fixtures('paper.golden'), network));

    abandonWork();
    const tensorsLeft = tf.memory().numTensors - baseline;
    const gpuBytesBeforeDisposal = gpuBytes();
    session.dispose();
    const gpuBytesAfterDisposal = gpuBytes();
    const errorAfterDisposal = await errorAgainstPyTorch(golden, GOLDEN_CONVOLUTIONS[0]);
    return {
      backend: session.choice,
      kernelBinary: kernelBinary(),
      convolutions,
      references,
      packedReferences,
      networks,
      paper,
      tensorsLeft,
      gpuBytesBeforeDisposal,
      gpuBytesAfterDisposal,
      errorAfterDisposal,
      packBytes: packLocation === null ? null : await packBytes(packLocation, backend),
      failure: session.failure(),
    };
  },
};

/** Loads a pack and lets it go, as the workstation does when another one is opened. */
async function packBytes(packLocation: string, backend: BackendName): Promise<PackBytes> {
  const engine = new LocalEngine({ startBackend: startBrowserBackend, packSource: httpPackSource });
  await engine.open({ packLocation, backend });
  const loaded = gpuBytes();
  await engine.close();
  return { loaded, left: gpuBytes() };
}

/** Gives this thread another number of processors, as on another machine. */
function pretendProcessors(count: number): void {
  const prototype = Object.getPrototypeOf(navigator) as Navigator;
  Object.defineProperty(prototype, 'hardwareConcurrency', { configurable: true, get: () => count });
}

/** As after a cancel: work is recorded, its tensors are disposed of, nothing is read. */
function abandonWork(): void {
  tf.tidy(() => {
    const attrs = { stride: 1, pad: 1, relu: true } as const;
    const filter = new Float32Array(288).fill(1);
    convolveGroups(tf.ones([1, 11, 13, 8]), filter, [3, 3, 4, 8], new Float32Array(8), attrs);
  });
}

function gpuBytes(): GpuBytes {
  // tfjs types neither; the backends spell them differently.
  const memory = tf.memory() as {
    numBytesAllocatedInGPU?: number;
    numBytesInGPUAllocated?: number;
  };
  return memory.numBytesAllocatedInGPU ?? memory.numBytesInGPUAllocated ?? null;
}

/** Which of the two compiled kernels was fetched. */
function kernelBinary(): string | null {
  const fetched = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    // The modules that name the two files are resources as well, by another initiator.
    .filter(({ initiatorType }) => initiatorType === 'fetch')
    .map(({ name }) => new URL(name).pathname.split('/').at(-1) ?? '');
  return fetched.find((file) => /^kernels[\w-]*\.wasm$/.test(file)) ?? null;
}

expose(worker);

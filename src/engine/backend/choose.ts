import type { Message } from '../../domain/message.ts';
import { say } from '../../domain/text/index.ts';
import { BACKEND_STEPS, type BackendChoice, type BackendName, type BackendStep } from '../api.ts';
import { BackendError } from '../errors.ts';
import type { Capabilities, GpuCapability } from './capabilities.ts';

/** A layer has too little work for more, and other workers share the fields (../pool.ts). */
const MOST_WASM_THREADS = 8;

/**
 * Backends worth trying, best first, each with the reason in words for the user.
 *
 * A software rasteriser is many times slower than WebAssembly on the same processor, so that
 * WebGPU and WebGL are taken of their own accord on real GPUs only.
 * @param request `auto`, or a backend that the user insists on: then it is the only one
 * @param after what failed: then only what comes after it is worth trying, plain JavaScript at the
 *   very end, and there may be nothing
 * @throws BackendError where the requested backend does not exist here, or none does
 */
export function chooseBackends(
  capabilities: Capabilities,
  request: BackendName | 'auto',
  after: BackendStep | null = null,
): readonly BackendChoice[] {
  if (after !== null) {
    const failed = BACKEND_STEPS.indexOf(after);
    return [...inLine(capabilities), PLAIN_JAVASCRIPT].filter(
      ({ step }) => BACKEND_STEPS.indexOf(step) > failed,
    );
  }
  if (request !== 'auto') return [requested(capabilities, request)];
  const choices = inLine(capabilities);
  if (choices.length === 0)
    throw new BackendError({
      problem: say('backend.nothing'),
      remedy: say('backend.remedy.current'),
    });
  return choices;
}

const PLAIN_JAVASCRIPT: BackendChoice = {
  name: 'cpu',
  step: 'cpu',
  threads: 1,
  reason: say('backend.lastCpu'),
};

/** What is taken of its own accord, best first. */
function inLine(capabilities: Capabilities): BackendChoice[] {
  const { webgpu, webgl } = capabilities;
  const choices: BackendChoice[] = [];
  const add = (name: 'webgpu' | 'webgl', title: string, { kind, device }: KnownGpu) => {
    if (kind === 'hardware')
      choices.push({ name, step: name, threads: 1, reason: gpuReason(title, device) });
  };
  if (webgpu.kind !== 'none') add('webgpu', 'WebGPU', webgpu);
  if (webgl.kind !== 'none') add('webgl', 'WebGL', webgl);
  return [...choices, ...wasmChoices(capabilities, gpuWords(webgpu, webgl))];
}

function requested(capabilities: Capabilities, name: BackendName): BackendChoice {
  if (name === 'cpu') return { ...PLAIN_JAVASCRIPT, reason: say('backend.chosenCpu') };
  if (name === 'wasm') {
    const [best] = wasmChoices(capabilities, say('backend.chosen'));
    if (best) return best;
    throw new BackendError({
      problem: say('backend.noWasm'),
      remedy: say('backend.remedy.another'),
    });
  }
  if (name === 'wasm-int8') return requestedInt8(capabilities);
  const capability = capabilities[name];
  if (capability.kind === 'none')
    throw new BackendError({
      problem: say(name === 'webgpu' ? 'backend.noWebgpu' : 'backend.noWebgl'),
      remedy: say('backend.remedy.automatic'),
    });
  const key = capability.kind === 'software' ? 'backend.chosenSlowGpu' : 'backend.chosenGpu';
  return { name, step: name, threads: 1, reason: say(key, { device: capability.device }) };
}

function requestedInt8(capabilities: Capabilities): BackendChoice {
  const [best] = wasmChoices(capabilities, say('backend.chosenInt8'));
  if (best && capabilities.wasm.relaxedSimd) return { ...best, name: 'wasm-int8' };
  throw new BackendError({
    problem: say('backend.noInt8'),
    remedy: say('backend.remedy.automatic'),
  });
}

/** Threads, then one thread, then one without SIMD: as far as the browser goes. */
function wasmChoices({ wasm }: Capabilities, lead: Message): BackendChoice[] {
  const choice = (step: BackendStep, threads: number, words: Message): BackendChoice => ({
    name: 'wasm',
    step,
    threads,
    reason: say('both', { first: lead, second: words }),
  });
  if (!wasm.available) return [];
  if (!wasm.simd) return [choice('wasm-plain', 1, say('backend.withoutSimd'))];
  const alone = wasm.processors === 1 || wasm.crossOriginIsolated;
  const single = choice('wasm-simd', 1, say(alone ? 'backend.oneThread' : 'backend.notIsolated'));
  const threads = wasm.crossOriginIsolated ? Math.min(wasm.processors, MOST_WASM_THREADS) : 1;
  return threads > 1
    ? [choice('wasm-threads', threads, say('backend.threads', { threads })), single]
    : [single];
}

type KnownGpu = Exclude<GpuCapability, { readonly kind: 'none' }>;

const gpuReason = (title: string, device: string): Message => say('backend.gpu', { title, device });

/** Why no GPU is used. */
function gpuWords(webgpu: GpuCapability, webgl: GpuCapability): Message {
  const software = [webgpu, webgl].find((capability) => capability.kind === 'software');
  return say(software ? 'backend.softwareGpu' : 'backend.noGpu');
}

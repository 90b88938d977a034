import type { Message } from '../../domain/message.ts';
import { say } from '../../domain/text/index.ts';
import type { BackendChoice, BackendName } from '../api.ts';
import { BackendError } from '../errors.ts';
import type { Capabilities, GpuCapability } from './capabilities.ts';

/** tfjs-wasm's thread pool takes no more, however many it is asked for. */
const MOST_WASM_THREADS = 8;

/**
 * Backends worth trying, best first, each with the reason in words for the user.
 *
 * A software rasteriser is many times slower than WebAssembly on the same processor, so that
 * WebGPU and WebGL are taken of their own accord on real GPUs only.
 * @param request `auto`, or a backend that the user insists on: then it is the only one
 * @throws BackendError where the requested backend does not exist here, or none does
 */
export function chooseBackends(
  capabilities: Capabilities,
  request: BackendName | 'auto',
): readonly [BackendChoice, ...BackendChoice[]] {
  if (request !== 'auto') return [requested(capabilities, request)];
  const { webgpu, webgl, wasm } = capabilities;
  const choices: BackendChoice[] = [];
  if (webgpu.kind === 'hardware')
    choices.push({ name: 'webgpu', threads: 1, reason: gpuReason('WebGPU', webgpu.device) });
  if (webgl.kind === 'hardware')
    choices.push({ name: 'webgl', threads: 1, reason: gpuReason('WebGL', webgl.device) });
  if (wasm.simd) choices.push(wasmChoice(capabilities, gpuWords(webgpu, webgl)));
  const [first, ...rest] = choices;
  if (!first)
    throw new BackendError({
      problem: say('backend.nothing'),
      remedy: say('backend.remedy.current'),
    });
  return [first, ...rest];
}

function requested(capabilities: Capabilities, name: BackendName): BackendChoice {
  if (name === 'cpu') return { name, threads: 1, reason: say('backend.chosenCpu') };
  if (name === 'wasm') {
    if (capabilities.wasm.simd) return wasmChoice(capabilities, say('backend.chosen'));
    throw new BackendError({
      problem: say('backend.noSimd'),
      remedy: say('backend.remedy.another'),
    });
  }
  const capability = capabilities[name];
  if (capability.kind === 'none')
    throw new BackendError({
      problem: say(name === 'webgpu' ? 'backend.noWebgpu' : 'backend.noWebgl'),
      remedy: say('backend.remedy.automatic'),
    });
  const key = capability.kind === 'software' ? 'backend.chosenSlowGpu' : 'backend.chosenGpu';
  return { name, threads: 1, reason: say(key, { device: capability.device }) };
}

function wasmChoice({ wasm }: Capabilities, lead: Message): BackendChoice {
  const threads = wasm.crossOriginIsolated ? Math.min(wasm.processors, MOST_WASM_THREADS) : 1;
  const words =
    threads > 1
      ? say('backend.threads', { threads })
      : say(wasm.processors > 1 ? 'backend.notIsolated' : 'backend.oneThread');
  return { name: 'wasm', threads, reason: say('both', { first: lead, second: words }) };
}

const gpuReason = (title: string, device: string): Message => say('backend.gpu', { title, device });

/** Why no GPU is used. */
function gpuWords(webgpu: GpuCapability, webgl: GpuCapability): Message {
  const software = [webgpu, webgl].find((capability) => capability.kind === 'software');
  return say(software ? 'backend.softwareGpu' : 'backend.noGpu');
}

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
    choices.push({ name: 'webgpu', threads: 1, reason: `WebGPU on ${webgpu.device}.` });
  if (webgl.kind === 'hardware')
    choices.push({ name: 'webgl', threads: 1, reason: `WebGL on ${webgl.device}.` });
  if (wasm.simd) choices.push(wasmChoice(capabilities, `${gpuWords(webgpu, webgl)} `));
  const [first, ...rest] = choices;
  if (!first)
    throw new BackendError({
      problem: 'This browser has neither a GPU interface nor WebAssembly SIMD.',
      remedy: 'Use a current Chrome, Edge, Firefox or Safari.',
    });
  return [first, ...rest];
}

function requested(capabilities: Capabilities, name: BackendName): BackendChoice {
  if (name === 'cpu')
    return { name, threads: 1, reason: 'Chosen in the settings: plain JavaScript, very slow.' };
  if (name === 'wasm') {
    if (capabilities.wasm.simd) return wasmChoice(capabilities, 'Chosen in the settings. ');
    throw new BackendError({
      problem: 'This browser has no WebAssembly SIMD.',
      remedy: 'Choose another backend, or use a current browser.',
    });
  }
  const capability = capabilities[name];
  const title = name === 'webgpu' ? 'WebGPU' : 'WebGL 2 with float textures';
  if (capability.kind === 'none')
    throw new BackendError({
      problem: `This browser gives no ${title}.`,
      remedy: 'Choose the automatic backend, or WebAssembly.',
    });
  const slow = capability.kind === 'software' ? ', a software renderer: expect it to be slow' : '';
  return { name, threads: 1, reason: `Chosen in the settings: ${capability.device}${slow}.` };
}

function wasmChoice({ wasm }: Capabilities, lead: string): BackendChoice {
  const threads = wasm.crossOriginIsolated ? Math.min(wasm.processors, MOST_WASM_THREADS) : 1;
  const words =
    threads > 1
      ? `WebAssembly on ${threads} threads.`
      : wasm.processors > 1
        ? 'WebAssembly on one thread: the page is not cross-origin isolated.'
        : 'WebAssembly on one thread.';
  return { name: 'wasm', threads, reason: `${lead}${words}` };
}

/** Why no GPU is used. */
function gpuWords(webgpu: GpuCapability, webgl: GpuCapability): string {
  const software = [webgpu, webgl].find((capability) => capability.kind === 'software');
  return software ? 'The GPU interface is only a software renderer.' : 'No GPU is available.';
}

import { describe, expect, it } from 'vitest';
import type { BackendChoice, BackendStep } from '../../../src/engine/api.ts';
import {
  type Capabilities,
  detectCapabilities,
  isSoftwareRenderer,
} from '../../../src/engine/backend/capabilities.ts';
import { chooseBackends } from '../../../src/engine/backend/choose.ts';
import { BackendError } from '../../../src/engine/errors.ts';

const none = { kind: 'none' } as const;
const software = { kind: 'software', device: 'SwiftShader' } as const;
const hardware = { kind: 'hardware', device: 'NVIDIA ampere' } as const;
const machine = (part: Partial<Capabilities>): Capabilities => ({
  webgpu: none,
  webgl: none,
  wasm: {
    available: true,
    simd: true,
    relaxedSimd: true,
    crossOriginIsolated: true,
    processors: 8,
  },
  ...part,
});
const steps = (capabilities: Capabilities, after?: BackendStep) =>
  chooseBackends(capabilities, 'auto', after).map(({ step }) => step);
const first = (...of: Parameters<typeof chooseBackends>): BackendChoice => {
  const [choice] = chooseBackends(...of);
  if (!choice) throw new Error('There is no choice.');
  return choice;
};

describe('the choice of a backend', () => {
  it('prefers a real GPU, with WebAssembly to fall back on', () => {
    const capabilities = machine({ webgpu: hardware, webgl: hardware });
    expect(steps(capabilities)).toEqual(['webgpu', 'webgl', 'wasm-threads', 'wasm-simd']);
    expect(first(capabilities, 'auto').reason.text).toContain('NVIDIA ampere');
  });

  it('prefers WebAssembly to software renderers, and says why', () => {
    const capabilities = machine({ webgpu: software, webgl: software });
    expect(steps(capabilities)).toEqual(['wasm-threads', 'wasm-simd']);
    const choice = first(capabilities, 'auto');
    expect(choice).toMatchObject({ name: 'wasm', threads: 8 });
    expect(choice.reason.text).toBe(
      'The GPU interface is only a software renderer. WebAssembly on 8 threads.',
    );
  });

  it('runs one thread where the page is not isolated, and says why', () => {
    const wasm = {
      available: true,
      simd: true,
      relaxedSimd: true,
      crossOriginIsolated: false,
      processors: 8,
    };
    const choice = first(machine({ wasm }), 'auto');
    expect(choice).toMatchObject({ threads: 1 });
    expect(choice.reason.text).toContain('not cross-origin isolated');
  });

  it('does as the user says, software renderer or not', () => {
    const choices = chooseBackends(machine({ webgpu: software }), 'webgpu');
    expect(choices).toHaveLength(1);
    expect(choices[0]?.reason.text).toContain('slow');
    expect(first(machine({ webgpu: hardware }), 'cpu').name).toBe('cpu');
  });

  it('computes in 8 bits only where that is asked for and possible', () => {
    expect(first(machine({}), 'wasm-int8')).toMatchObject({
      ...{ name: 'wasm-int8', step: 'wasm-threads', threads: 8 },
    });
    expect(first(machine({}), 'wasm-int8').reason.text).toContain('differ slightly');
    const { wasm } = machine({});
    expect(() => first(machine({ wasm: { ...wasm, relaxedSimd: false } }), 'wasm-int8')).toThrow(
      /relaxed SIMD/,
    );
    expect(steps(machine({}))).toEqual(['wasm-threads', 'wasm-simd']);
    expect(first(machine({}), 'auto').name).toBe('wasm');
  });

  it('goes without SIMD where there is none, and says so', () => {
    const wasm = {
      available: true,
      simd: false,
      relaxedSimd: false,
      crossOriginIsolated: true,
      processors: 8,
    };
    for (const request of ['auto', 'wasm'] as const) {
      const choice = first(machine({ wasm }), request);
      expect(choice).toMatchObject({ name: 'wasm', step: 'wasm-plain', threads: 1 });
      expect(choice.reason.text).toContain('without SIMD');
    }
  });

  it('goes on only with what comes after a failure, plain JavaScript last', () => {
    const capabilities = machine({ webgpu: hardware, webgl: hardware });
    expect(steps(capabilities, 'webgpu')).toEqual(['webgl', 'wasm-threads', 'wasm-simd', 'cpu']);
    expect(steps(capabilities, 'wasm-threads')).toEqual(['wasm-simd', 'cpu']);
    expect(steps(capabilities, 'cpu')).toEqual([]);
    // What the user insisted on has failed: the rest is as good as anywhere.
    expect(chooseBackends(capabilities, 'webgl', 'webgl').map(({ step }) => step)).toEqual(
      steps(capabilities, 'webgl'),
    );
  });

  it('refuses what is not there, with a remedy', () => {
    const wasm = {
      available: false,
      simd: false,
      relaxedSimd: false,
      crossOriginIsolated: false,
      processors: 1,
    };
    const bare = machine({ wasm });
    for (const request of ['webgpu', 'webgl', 'wasm', 'auto'] as const) {
      expect(() => chooseBackends(bare, request)).toThrow(BackendError);
      expect(() => chooseBackends(bare, request)).toThrow(/browser|backend/);
    }
  });
});

it('knows software renderers by name', () => {
  for (const name of [
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'llvmpipe (LLVM 15.0.6, 256 bits)',
    'Microsoft Basic Render Driver',
    'Apple Software Renderer',
  ])
    expect(isSoftwareRenderer(name)).toBe(true);
  for (const name of [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)',
    'Mesa Intel(R) UHD Graphics 620 (KBL GT2)',
  ])
    expect(isSoftwareRenderer(name)).toBe(false);
});

it('finds WebAssembly SIMD and no GPU in Node', async () => {
  const capabilities = await detectCapabilities();
  expect(capabilities.wasm.simd).toBe(true);
  expect(capabilities.webgpu.kind).toBe('none');
  expect(capabilities.webgl.kind).toBe('none');
});

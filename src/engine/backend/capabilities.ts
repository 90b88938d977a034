/** What this browser (or Node) can run the networks on. */
export interface Capabilities {
  readonly webgpu: GpuCapability;
  readonly webgl: GpuCapability;
  readonly wasm: {
    readonly available: boolean;
    readonly simd: boolean;
    /** 8-bit dot products. */
    readonly relaxedSimd: boolean;
    /** Threads need cross-origin isolation, which the server's headers give. */
    readonly crossOriginIsolated: boolean;
    /** Logical processors that may be used; at least 1. */
    readonly processors: number;
  };
}

/** A GPU interface: missing, drawn by the processor, or a real device. */
export type GpuCapability =
  | { readonly kind: 'none' }
  | { readonly kind: 'software'; readonly device: string }
  | { readonly kind: 'hardware'; readonly device: string };

/** Renderers that draw on the processor, as their names say. */
const SOFTWARE_RENDERER = /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render/i;

/** Whether a WebGL renderer's name belongs to a software rasteriser. */
export const isSoftwareRenderer = (renderer: string): boolean => SOFTWARE_RENDERER.test(renderer);

/** A module of one function that uses a SIMD instruction: (v128.const 0, i32x4.splat …). */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
]);

/** The same of relaxed SIMD: one function that is (i32x4.relaxed_dot_i8x16_i7x16_add_s …). */
const RELAXED_SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 123, 1, 123, 3, 2, 1, 0, 10, 13, 1, 11, 0, 32, 0, 32,
  0, 32, 0, 253, 147, 2, 11,
]);

const validates = (module: BufferSource): boolean =>
  typeof WebAssembly === 'object' && WebAssembly.validate(module);

/** Whether WebAssembly has the dot products of 8-bit arithmetic here. */
export const hasRelaxedSimd = (): boolean => validates(RELAXED_SIMD_PROBE);

/**
 * Looks at the platform without loading any backend. Works in pages, workers and Node.
 * @param most processors that may be used
 */
export async function detectCapabilities(most = Number.POSITIVE_INFINITY): Promise<Capabilities> {
  return {
    webgpu: await webgpuCapability(),
    webgl: webglCapability(),
    wasm: {
      available: typeof WebAssembly === 'object',
      simd: validates(SIMD_PROBE),
      relaxedSimd: hasRelaxedSimd(),
      crossOriginIsolated: globalThis.crossOriginIsolated === true,
      processors: Math.max(1, Math.min(globalThis.navigator?.hardwareConcurrency ?? 1, most)),
    },
  };
}

/** What WebGPU is here. */
export async function webgpuCapability(): Promise<GpuCapability> {
  const gpu = globalThis.navigator?.gpu;
  if (!gpu) return { kind: 'none' };
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return { kind: 'none' };
    const { info } = adapter;
    const device = [info.vendor, info.architecture, info.device].filter(Boolean).join(' ');
    // The flag moved from the adapter to its info in the specification; browsers have either.
    const legacy = adapter as { isFallbackAdapter?: boolean };
    const fallback = info.isFallbackAdapter ?? legacy.isFallbackAdapter ?? false;
    const software = fallback || isSoftwareRenderer(`${device} ${info.description}`);
    return { kind: software ? 'software' : 'hardware', device: device || 'unnamed GPU' };
  } catch {
    return { kind: 'none' };
  }
}

function webglCapability(): GpuCapability {
  if (typeof OffscreenCanvas === 'undefined') return { kind: 'none' };
  try {
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (!gl) return { kind: 'none' };
    // Firefox gives the true name by RENDERER, the others by this extension.
    const names = gl.getExtension('WEBGL_debug_renderer_info');
    const device = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
    // Weights and activations need float32 render targets; half floats are not accurate enough.
    const accurate = gl.getExtension('EXT_color_buffer_float') !== null;
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    if (!accurate) return { kind: 'none' };
    return { kind: isSoftwareRenderer(device) ? 'software' : 'hardware', device };
  } catch {
    return { kind: 'none' };
  }
}

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { kernelSource } from '../src/engine/kernels/wasm/source.ts';
import { resampleSource } from '../src/engine/preprocess/resampleSource.ts';

/** Every binary: for tfjs-wasm's memory, shared (threads) or not, and with 8-bit kernels or without. */
export const BINARIES = [false, true].flatMap((int8) =>
  [false, true].map((shared) => ({ shared, int8 })),
);
export type Binary = (typeof BINARIES)[number];

/** Compiles the kernels. */
export async function compileKernels({ shared, int8 }: Binary): Promise<Uint8Array> {
  const options: string[] = [];
  if (int8) options.push('--enable', 'relaxed-simd');
  // A shared memory must be declared with a maximum no smaller than the one it is given.
  if (shared) options.push('--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536');
  return compile(kernelSource({ int8 }), options);
}

/** Compiles the resampling of pictures. */
export const compileResampling = (): Promise<Uint8Array> => compile(resampleSource(), []);

async function compile(source: string, own: readonly string[]): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
  options.push('--importMemory', '--initialMemory', '1', '--use', 'abort=', ...own);
  const { error, stderr } = await asc.main(['kernel.ts', ...options, '--outFile', 'kernel.wasm'], {
    readFile: (name) => (name === 'kernel.ts' ? source : null),
    writeFile: (name, contents) => {
      if (name === 'kernel.wasm') binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary)
    throw new Error(`AssemblyScript failed: ${error?.message ?? ''}\n${stderr.toString()}`);
  return binary;
}

/** Path of the compiled kernels as they are committed. */
export const kernelBinary = ({ shared, int8 }: Binary): string => {
  const name = `kernels${int8 ? '-int8' : ''}${shared ? '-shared' : ''}.wasm`;
  return fileURLToPath(new URL(`../src/engine/kernels/wasm/${name}`, import.meta.url));
};

const RESAMPLING = fileURLToPath(
  new URL('../src/engine/preprocess/resampleBinary.ts', import.meta.url),
);

/** Small enough to stand in the program: it is there without waiting, wherever pictures are resampled. */
export const resamplingModule = (binary: Uint8Array): string =>
  `/** Compiled from ./resampleSource.ts by tools/build-wasm.ts; base64. */
export const RESAMPLE_BINARY =
  '${Buffer.from(binary).toString('base64')}';
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const which of BINARIES) {
    const binary = await compileKernels(which);
    writeFileSync(kernelBinary(which), binary);
    console.log(`${kernelBinary(which)}: ${binary.length} bytes`);
  }
  const resampling = await compileResampling();
  writeFileSync(RESAMPLING, resamplingModule(resampling));
  console.log(`${RESAMPLING}: ${resampling.length} bytes`);
}

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { kernelSource } from '../src/engine/kernels/wasm/source.ts';

/** Compiles the kernels for tfjs-wasm's memory, shared (threads) or not. */
export async function compileKernels(shared: boolean): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
  options.push('--importMemory', '--initialMemory', '1', '--use', 'abort=');
  // A shared memory must be declared with a maximum no smaller than the one it is given.
  if (shared) options.push('--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536');
  const { error, stderr } = await asc.main(['kernel.ts', ...options, '--outFile', 'kernel.wasm'], {
    readFile: (name) => (name === 'kernel.ts' ? kernelSource() : null),
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
export const kernelBinary = (shared: boolean): string =>
  fileURLToPath(
    new URL(`../src/engine/kernels/wasm/kernels${shared ? '-shared' : ''}.wasm`, import.meta.url),
  );

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const shared of [false, true]) {
    const binary = await compileKernels(shared);
    writeFileSync(kernelBinary(shared), binary);
    console.log(`${kernelBinary(shared)}: ${binary.length} bytes`);
  }
}

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { groupedConvSource } from '../src/engine/kernels/wasm/source.ts';

/** Compiles the grouped convolution for tfjs-wasm's memory, shared (threads) or not. */
export async function compileGroupedConv(shared: boolean): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
  options.push('--importMemory', '--initialMemory', '1', '--use', 'abort=');
  // A shared memory must be declared with a maximum no smaller than the one it is given.
  if (shared) options.push('--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536');
  const { error, stderr } = await asc.main(['kernel.ts', ...options, '--outFile', 'kernel.wasm'], {
    readFile: (name) => (name === 'kernel.ts' ? groupedConvSource() : null),
    writeFile: (name, contents) => {
      if (name === 'kernel.wasm') binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary)
    throw new Error(`AssemblyScript failed: ${error?.message ?? ''}\n${stderr.toString()}`);
  return binary;
}

/** Path of a compiled kernel as it is committed. */
export const groupedConvBinary = (shared: boolean): string =>
  fileURLToPath(
    new URL(
      `../src/engine/kernels/wasm/grouped-conv${shared ? '-shared' : ''}.wasm`,
      import.meta.url,
    ),
  );

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const shared of [false, true]) {
    const binary = await compileGroupedConv(shared);
    writeFileSync(groupedConvBinary(shared), binary);
    console.log(`${groupedConvBinary(shared)}: ${binary.length} bytes`);
  }
}

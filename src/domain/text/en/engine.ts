import { plural } from '../../wording.ts';
import type { Phrases } from '../phrase.ts';

/** What can be wrong with a model pack. */
const packs = {
  'pack.notJson': ({ location, reason }) =>
    `The manifest.json of ${location} is not JSON: ${reason}.`,
  'pack.notAPack': ({ location, issues }) =>
    `The manifest.json of ${location} does not describe a pack (${issues}).`,
  'pack.unreachable': ({ url, why }) => `The pack's file ${url} could not be fetched: ${why}.`,
  'pack.unreadable': ({ path, reason }) => `The pack's file ${path} could not be read: ${reason}.`,
  'pack.answered': ({ status }) => `the server answered ${status}`,
  'pack.fileName': ({ file }) => `The pack names a file "${file}", which is not a plain file name.`,
  'pack.mismatch': ({ file, why }) =>
    `The weight file ${file} is not the one that the manifest names: ${why}.`,
  'pack.mismatch.bytes': ({ bytes, expected }) => `it has ${bytes} bytes instead of ${expected}`,
  'pack.mismatch.hash': ({ digest }) => `its sha256 is ${digest}`,
  'pack.misfit': ({ file, network, faults }) =>
    `The weight file ${file} does not fit the ${network} of the manifest (${faults}).`,
  'pack.dtype': ({ file, tensor, dtype }) =>
    `The weight file ${file} holds "${tensor}" as ${dtype}.`,
  'pack.damaged': ({ file, why }) => `The weight file ${file} cannot be read: ${why}.`,
  'pack.damaged.short': () => 'it ends before its header',
  'pack.damaged.header': () => 'its header is longer than the file',
  'pack.damaged.headerNotJson': ({ reason }) => `its header is not JSON (${reason})`,
  'pack.damaged.headerNoObject': () => 'its header is no object',
  'pack.damaged.entry': ({ tensor }) => `its header describes "${tensor}" wrongly`,
  'pack.damaged.noTensor': ({ tensor }) => `it holds no tensor "${tensor}"`,
  'pack.damaged.outside': ({ tensor }) => `"${tensor}" lies outside the file`,
  'pack.damaged.size': ({ tensor, bytes, shape }) =>
    `"${tensor}" has ${bytes} bytes for the shape [${shape}]`,
  'pack.damaged.overlap': ({ tensor }) => `"${tensor}" shares bytes with another tensor`,
  'pack.damaged.scale': ({ tensor }) =>
    `"${tensor}" is I8 without one F32 scale per output channel ("${tensor}.scale")`,
  'pack.remedy.address': () => 'Check that the address is the folder of a model pack.',
  'pack.remedy.version': () => 'Use a pack made for this version of the workstation.',
  'pack.remedy.server': () => 'Check that the pack lies beside the workstation on its server.',
  'pack.remedy.path': () => 'Check the path of the pack; its folder holds a manifest.json.',
  'pack.remedy.fileNames': () => "Correct the file names in the pack's manifest.json.",
  'pack.remedy.fetchAgain': () =>
    'Fetch the pack again; the file is damaged or of another version.',
  'pack.remedy.incomplete': () => 'Fetch the pack again; the file may be incomplete.',
  'pack.remedy.architecture': () =>
    "Correct the architecture in the pack's manifest.json, or use the weights it was made for.",
  'pack.remedy.convert': () =>
    'Convert the weights to F32, F16, or I8 with scales: npm run pack does.',
} as const satisfies Phrases;

/** Why a backend was chosen, and why it does not run. */
const backends = {
  'backend.gpu': ({ title, device }) => `${title} on ${device}.`,
  'backend.threads': ({ threads }) => `WebAssembly on ${threads} threads.`,
  'backend.notIsolated': () => 'WebAssembly on one thread: the page is not cross-origin isolated.',
  'backend.oneThread': () => 'WebAssembly on one thread.',
  'backend.workers': ({ count }) => `Up to ${count} fields are analysed at once.`,
  'backend.withoutSimd': () =>
    'WebAssembly on one thread, without SIMD: this browser has none. Expect it to be slow.',
  'backend.oneThreadInNode': () => 'WebAssembly on one thread, in Node.',
  'backend.softwareGpu': () => 'The GPU interface is only a software renderer.',
  'backend.noGpu': () => 'No GPU is available.',
  'backend.chosen': () => 'Chosen in the settings.',
  'backend.chosenInt8': () =>
    'Chosen in the settings: classifiers in 8-bit arithmetic, results differ slightly from other backends.',
  'backend.int8Wrong': () => 'its 8-bit dot products are wrong here',
  'backend.noInt8': () => 'WebAssembly has no relaxed SIMD here, which 8-bit arithmetic needs.',
  'backend.chosenCpu': () => 'Chosen in the settings: plain JavaScript, very slow.',
  'backend.lastCpu': () => 'Plain JavaScript, very slow.',
  'backend.chosenGpu': ({ device }) => `Chosen in the settings: ${device}.`,
  'backend.chosenSlowGpu': ({ device }) =>
    `Chosen in the settings: ${device}, a software renderer: expect it to be slow.`,
  'backend.chosenOnCommandLine': () => 'Chosen on the command line: plain JavaScript, very slow.',
  'backend.nothing': () => 'This browser has neither a GPU interface nor WebAssembly.',
  'backend.noWasm': () => 'This browser has no WebAssembly.',
  'backend.noWebgpu': () => 'This browser gives no WebGPU.',
  'backend.noWebgl': () => 'This browser gives no WebGL 2 with float textures.',
  'backend.notInNode': ({ name }) => `Node has no ${name}.`,
  'backend.notStarted': ({ name, reason }) => `The ${name} backend did not start: ${reason}.`,
  'backend.notInitialised': () => 'it could not be initialised',
  'backend.kernelMissing': ({ status }) => `The WebAssembly kernels were answered ${status}.`,
  'backend.other': ({ name, reason }) => `${name}: ${reason}`,
  'backend.failed': ({ name, failure }) => `The ${name} backend failed: ${failure}.`,
  'backend.failedWith': ({ failure, reason }) => `${failure}; ${reason}`,
  'backend.gpuLost': () => 'the GPU device was lost',
  'backend.gpuLostBecause': ({ reason }) => `the GPU device was lost (${reason})`,
  'backend.gpuError': ({ reason }) => `the GPU reported an error (${reason})`,
  'backend.outOfMemory': () => 'it ran out of memory',
  'backend.wasmStopped': ({ reason }) => `its program stopped (${reason})`,
  'backend.contextLost': () => 'the WebGL context was lost',
  'backend.workerStopped': ({ why }) => `The analysis worker stopped: ${why}.`,
  'backend.workerNotLoaded': () => 'its program could not be loaded',
  'backend.workerMessage': () => 'a message could not be read',
  'backend.workerSilent': () => 'it has not answered for a minute',
  'backend.notOpen': () => 'The engine is not open.',
  'backend.leak': ({ count }) => `The analysis left ${plural(Number(count), 'tensor')} behind.`,
  'backend.remedy.current': () => 'Use a current Chrome, Edge, Firefox or Safari.',
  'backend.remedy.another': () => 'Choose another backend, or use a current browser.',
  'backend.remedy.automatic': () => 'Choose the automatic backend, or WebAssembly.',
  'backend.remedy.settings': () =>
    'Choose another backend in the settings, or restart the browser.',
  'backend.remedy.commandLine': () => 'Use the wasm or cpu backend on the command line.',
  'backend.remedy.again': () => 'Analyse again; if it recurs, choose WebAssembly in the settings.',
  'backend.remedy.againOther': () =>
    'Analyse again; if it recurs, choose another backend in the settings.',
  'backend.remedy.loadPack': () => 'Load a model pack first.',
} as const satisfies Phrases;

export const engine = {
  /** One sentence after another. */
  both: ({ first, second }) => `${first} ${second}`,
  ...packs,
  ...backends,
} as const satisfies Phrases;

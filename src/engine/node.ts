import { startNodeBackend } from './backend/node.ts';
import { LocalEngine } from './engine.ts';
import { directoryPackSource } from './weights/directorySource.ts';

/** The engine in Node, on WebAssembly; packs are directories. Never imported by the browser's code. */
export const createNodeEngine = (): LocalEngine =>
  new LocalEngine({
    startBackend: ({ backend }) => startNodeBackend(backend),
    packSource: directoryPackSource,
  });

import { createServer, type Plugin } from 'vite';

/**
 * A development server for tests of modules that no page of the workstation exposes: a test
 * imports them by their source path. It sends the headers of cross-origin isolation, as
 * vite.config.ts says.
 */
export interface DevServer {
  /** Address of an empty page of the server, isolated from other origins. */
  readonly emptyPage: string;
  /** Address of a folder that holds the given files. */
  readonly files: string;
  close(): Promise<void>;
}

/**
 * Named beforehand: a dependency discovered on the way would reload the page. One list for every
 * test, so that they share what is prepared for it.
 */
const DEPENDENCIES = [
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-core',
  'comlink',
  'dexie',
  'geotiff',
  'zod',
];

/**
 * Starts the server on a free port.
 * @param files by name; handed out from `files`
 */
export async function startDevServer(
  files: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<DevServer> {
  const server = await createServer({
    server: { port: 0, host: '127.0.0.1' },
    logLevel: 'error',
    cacheDir: 'node_modules/.vite-e2e',
    plugins: [handOut(files)],
    optimizeDeps: { noDiscovery: true, include: DEPENDENCIES },
  });
  await server.listen();
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The development server has no address.');
  return {
    emptyPage: `${address}favicon.svg`,
    files: `${address}${FOLDER}`,
    close: () => server.close(),
  };
}

const FOLDER = 'test-files/';

function handOut(files: ReadonlyMap<string, Uint8Array>): Plugin {
  return {
    name: 'hand-out-test-files',
    configureServer(server) {
      server.middlewares.use(`/${FOLDER}`, (request, response, next) => {
        // Weights are asked for with their sha256 behind a question mark.
        const [path = ''] = (request.url ?? '').split('?');
        const bytes = files.get(path.replace(/^\//, ''));
        if (!bytes) return next();
        response.setHeader('Content-Type', 'application/octet-stream');
        response.setHeader('Content-Length', bytes.length);
        response.end(bytes);
      });
    },
  };
}

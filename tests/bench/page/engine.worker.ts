import { startBrowserBackend } from '../../../src/engine/backend/browser.ts';
import { httpPackSource } from '../../../src/engine/weights/httpSource.ts';
import { serveEngine } from '../../../src/engine/worker/serve.ts';

/** The workstation's engine, for a pool. */
serveEngine({ startBackend: startBrowserBackend, packSource: httpPackSource });

import { startBrowserBackend } from '../engine/backend/browser.ts';
import { browserPackSource } from '../engine/weights/keptSource.ts';
import { serveEngine } from '../engine/worker/serve.ts';
import { createPackStorage } from '../io/packs/index.ts';

/** The engine's thread, put together with the browser's storage: everything that computes runs here. */
const storage = createPackStorage();
serveEngine({
  startBackend: startBrowserBackend,
  packSource: (location) => browserPackSource(location, storage),
});

import { startBrowserBackend } from '../backend/browser.ts';
import { httpPackSource } from '../weights/httpSource.ts';
import { serveEngine } from './serve.ts';

/** The engine's thread: everything that computes runs here. */
serveEngine({ startBackend: startBrowserBackend, packSource: httpPackSource });

import { type HelperStart, startHelper } from './helper.ts';

/** A helper thread of the WASM kernels in a browser. */
addEventListener(
  'message',
  ({ data }: MessageEvent<HelperStart>) => startHelper(data, () => postMessage('ready')),
  { once: true },
);

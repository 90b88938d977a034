import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { servePacks, wasmThreadsSurviveMinification } from './tools/vite-plugins.ts';

/** Cross-origin isolation: without it the browser gives WebAssembly no threads. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export default defineConfig({
  plugins: [react(), wasmThreadsSurviveMinification(), servePacks()],
  worker: { format: 'es', plugins: () => [wasmThreadsSurviveMinification()] },
  server: { headers: isolation, host: '127.0.0.1' },
  preview: { headers: isolation, host: '127.0.0.1', port: 4173 },
  build: { target: 'es2022', chunkSizeWarningLimit: 2500 },
});

import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { servePacks, wasmThreadsSurviveMinification } from './tools/vite-plugins.ts';

/** Cross-origin isolation: without it the browser gives WebAssembly no threads. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * The workstation without a network. Its own files are kept when it is first opened. The weights of a
 * pack are none of its business: the engine keeps them by their hash (docs/adr/0015). Kept answers keep
 * their headers, so that the page stays isolated. A newer version waits until the user reloads.
 */
const offline = VitePWA({
  registerType: 'prompt',
  injectRegister: null,
  manifest: {
    name: 'Marrow Workstation',
    short_name: 'Marrow',
    description: 'Diagnostic workstation for bone-marrow smears. For research use only.',
    display: 'standalone',
    background_color: '#f4f5f7',
    theme_color: '#1f5fbf',
    icons: [{ src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
  },
  workbox: {
    globPatterns: ['**/*.{js,css,html,svg,wasm,woff2}'],
    maximumFileSizeToCacheInBytes: 16 * 2 ** 20,
    cleanupOutdatedCaches: true,
    // From the first visit on, so that the manifests read in it are kept too.
    clientsClaim: true,
    // Every place of the workstation lies behind the hash, on one page.
    navigateFallback: 'index.html',
    runtimeCaching: [
      {
        // Sixteen megabytes that only a Chinese report needs.
        urlPattern: ({ url }) => url.pathname.endsWith('.otf'),
        handler: 'CacheFirst',
        options: { cacheName: 'report-typefaces', cacheableResponse: { statuses: [200] } },
      },
      {
        urlPattern: ({ url }) => /\/models\/([^/]+\/manifest|index)\.json$/.test(url.pathname),
        handler: 'NetworkFirst',
        options: { cacheName: 'pack-manifests', cacheableResponse: { statuses: [200] } },
      },
    ],
  },
});

export default defineConfig({
  // The package exports the names of its typefaces, not their files.
  resolve: {
    alias: { '@embedpdf/fonts-sc/fonts': resolve('node_modules/@embedpdf/fonts-sc/fonts') },
  },
  plugins: [react(), wasmThreadsSurviveMinification(), servePacks(), offline],
  worker: { format: 'es', plugins: () => [wasmThreadsSurviveMinification()] },
  server: { headers: isolation, host: '127.0.0.1' },
  preview: { headers: isolation, host: '127.0.0.1', port: 4173 },
  build: { target: 'es2022', chunkSizeWarningLimit: 2500 },
});

import { defineConfig } from 'vite';

// WHOBUILDS_SERVER: where `npx vite` finds a running `whobuilds serve` to develop against.
const server = process.env['WHOBUILDS_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  build: {
    target: 'es2022',
    // Nothing becomes a data: address, which the server's content security policy does not allow.
    assetsInlineLimit: 0,
    modulePreload: false,
    // Cytoscape alone is more than Vite's limit for a warning.
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': server } },
});

import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The page: sources in `web/`, the built bytes in `dist/`, which the server hands out. */
export default defineConfig({
  root: 'web',
  plugins: [vue()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    // MapLibre alone is 1 100 kB and comes in one piece; nothing of ours may come near it.
    chunkSizeWarningLimit: 1150,
    assetsInlineLimit: 0,
    // Every file of the page by name, for the service worker to keep.
    manifest: true,
    rolldownOptions: {
      input: { index: 'web/index.html', 'service-worker': 'web/offline/service-worker.ts' },
      output: {
        // A service worker looks after what lies below its own address, which must never change.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
        codeSplitting: {
          groups: [
            { name: 'maplibre', priority: 5, test: /node_modules[\\/]maplibre-gl/ },
            // What every part of the desk holds on to: one request in place of twenty small ones.
            { name: 'stores', priority: 4, test: /web[\\/](stores|api|locales[\\/]zh)/ },
            { name: 'vue', priority: 4, test: /node_modules[\\/](@vue|vue|pinia|vue-i18n|@intlify)[\\/]/ },
            // What the first map needs, and all that joins it: one file each with whatever they import, for a browser
            // fetches six at a time and each of thirty small ones costs as much as a big one.
            { name: 'desk', test: /web[\\/]desk\.ts$/, priority: 3 },
            { name: 'desk-parts', test: /web[\\/]desk-parts\.ts$/, priority: 2 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:3000',
      '/tiles': 'http://127.0.0.1:3000',
    },
  },
})

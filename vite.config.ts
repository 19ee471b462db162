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
    chunkSizeWarningLimit: 1500,
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:3000',
      '/tiles': 'http://127.0.0.1:3000',
    },
  },
})

// Builds the program that makes the page into dist-page/: `npm run build:page`. The image has neither.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild-wasm'

const root = fileURLToPath(new URL('..', import.meta.url))

// What the page itself runs: one classic script, because a page from the file system has no modules.
await build({
  absWorkingDir: root,
  entryPoints: ['page/browser/readings.ts'],
  outfile: 'dist-page/readings.js',
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
})

// The connector's own parts are bundled in; a module, because Plot is one.
await build({
  absWorkingDir: root,
  entryPoints: ['page/main.ts'],
  outfile: 'dist-page/main.mjs',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['@duckdb/node-api', '@observablehq/plot', 'linkedom', 'pg'],
  banner: {
    js: [
      `import { createRequire as requireFrom } from 'node:module'`,
      `import { fileURLToPath as pathFrom } from 'node:url'`,
      `const require = requireFrom(import.meta.url)`,
      `const __dirname = pathFrom(new URL('.', import.meta.url))`,
    ].join('\n'),
  },
})

// What tsc leaves to be done. Each command becomes one file, libraries included: finding and
// reading some 200 small ones is the dearest part of a start. What the process edge (main.js) loads
// itself stays as it is and is shared, so that `spec` reads no more than it needs, and an error has
// one class. PyAirbyte and the npm bin start dist/main.js by its shebang.
import { chmodSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild-wasm'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const commands = ['check', 'discover', 'read', 'estimate', 'sandbox'].map((name) =>
  join(dist, 'commands', `${name}.js`),
)
const isLazy = (path) => commands.includes(`${path}.js`)

const edge = await build({
  ...options(isLazy),
  entryPoints: [join(dist, 'main.js')],
  write: false,
  outdir: dist,
  metafile: true,
})
const shared = new Set(Object.keys(edge.metafile.inputs).map((path) => join(process.cwd(), path)))

await build({
  ...options((path) => shared.has(`${path}.js`)),
  entryPoints: commands,
  outdir: join(dist, 'commands'),
  allowOverwrite: true,
})
chmodSync(join(dist, 'main.js'), 0o755)

/** @param isExternal whether a module of ours, named by its path without `.js`, stays outside. */
function options(isExternal) {
  const outside = (from) => ({
    name: 'outside',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
        const module = join(resolveDir, path)
        if (kind === 'entry-point' || !isExternal(module)) return undefined
        return { path: `./${relative(from, module)}`, external: true }
      }),
  })
  return {
    bundle: true,
    platform: 'node',
    target: 'node20',
    legalComments: 'eof',
    logLevel: 'warning',
    plugins: [outside(join(dist, 'commands'))],
  }
}

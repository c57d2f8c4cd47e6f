// What tsc leaves to be done. Each command becomes one file, libraries included: finding and
// reading some 200 small ones is the most expensive part of a start. What the process edge (main.js) loads
// itself stays as it is and is shared, so that `spec` reads no more than it needs, and an error has
// one class. PyAirbyte and the npm bin start dist/main.js by its shebang.
//
// dist/bundle.json says what came of it: the files that a running connector needs, which are all
// that the image holds, and the packages that are inside of them.
import { isBuiltin } from 'node:module'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild-wasm'
import { licencesOf } from './bundled-licences.mjs'

const leanAxios = { name: 'lean axios', setup: withoutAdapters }
const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const commands = commandsOf(join(dist, 'commands.js'))
const isLazy = (path) => commands.includes(`${path}.js`)

const edge = await build({
  ...options(isLazy),
  entryPoints: [join(dist, 'main.js')],
  write: false,
  outdir: dist,
  metafile: true,
})
const shared = new Set(
  inputsOf(edge)
    .map((path) => join(root, path))
    .filter((path) => path.startsWith(dist)),
)

// A library that the edge itself needs goes into the file that asks for it.
const askers = Object.entries(edge.metafile.inputs)
  .map(([path, { imports }]) => ({
    path: join(root, path),
    imports: imports.map((one) => one.path),
  }))
  .filter(({ path, imports }) => shared.has(path) && packagesIn(imports).length > 0)
const libraries = await build({
  ...options((path) => path.startsWith(dist)),
  entryPoints: askers.map(({ path }) => path),
  outdir: dist,
  outbase: dist,
  allowOverwrite: true,
  metafile: true,
})

const bundles = await build({
  ...options((path) => shared.has(`${path}.js`), join(dist, 'commands')),
  entryPoints: commands,
  outdir: join(dist, 'commands'),
  allowOverwrite: true,
  metafile: true,
})
chmodSync(join(dist, 'main.js'), 0o755)

const packages = packagesIn([...inputsOf(libraries), ...inputsOf(bundles)])
refuseUnlisted(packages)
const files = [...shared, ...commands, join(dist, 'scanner.wasm')].map((path) =>
  relative(root, path),
)
const outside = librariesOutside([edge, libraries, bundles])
writeJson('bundle.json', {
  files: files.map((path) => path.replaceAll(sep, '/')).sort(),
  packages,
  outside,
})
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licencesOf(root, packages))

/**
 * axios without what is never called, because the connector brings an adapter of its own: axios's
 * own three adapters, and form data. What takes their place is what axios itself uses where there is
 * none of them (`browser` in its package.json). Loading them was a third of the start of a sync.
 */
function withoutAdapters({ onResolve }) {
  const axios = join(root, 'node_modules', 'axios')
  const nothing = { path: join(axios, 'lib', 'helpers', 'null.js') }
  const isOf = (place, importer) => importer.startsWith(join(axios, 'lib', place))
  onResolve({ filter: /^axios$/ }, () => ({ path: join(axios, 'index.js') }))
  onResolve({ filter: /^\.\/(http|xhr|fetch)\.js$/ }, ({ importer }) =>
    isOf('adapters', importer) ? nothing : undefined,
  )
  onResolve({ filter: /^form-data$/ }, ({ importer }) => (isOf('', importer) ? nothing : undefined))
}

/** The commands that load libraries: all that commands.js names, but `spec`, which loads none. */
function commandsOf(path) {
  const names = readFileSync(path, 'utf8').matchAll(/require\('\.\/commands\/([\w-]+)'\)/g)
  return [...new Set([...names].map(([, name]) => name))]
    .filter((name) => name !== 'spec')
    .map((name) => join(dist, 'commands', `${name}.js`))
}

function inputsOf({ metafile }) {
  return Object.keys(metafile.inputs)
}

/** What is loaded at run time, when it is there: neither ours nor Node's own. */
function librariesOutside(builds) {
  const imports = builds
    .flatMap(({ metafile }) => Object.values(metafile.outputs))
    .flatMap((one) => one.imports)
  const names = imports.filter(({ external }) => external).map(({ path }) => path)
  return [...new Set(names.filter((name) => !name.startsWith('.') && !isBuiltin(name)))].sort()
}

/** The folders of the packages among a bundle's inputs, below node_modules, as in the lock file. */
function packagesIn(inputs) {
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/
  const found = inputs.map((path) => folder.exec(path)?.[0]).filter((path) => path !== undefined)
  return [...new Set(found)].sort()
}

/** @throws Error for a package that is there only because a tool of ours wants it. */
function refuseUnlisted(folders) {
  const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const unlisted = folders.filter((folder) => locked[folder]?.dev !== undefined)
  if (unlisted.length > 0) throw new Error(`No dependency, but bundled: ${unlisted.join(', ')}`)
}

function writeJson(name, value) {
  writeFileSync(join(dist, name), `${JSON.stringify(value, null, 2)}\n`)
}

/**
 * @param isExternal whether a module of ours, named by its path without `.js`, stays outside.
 * @param from the folder of the files that are made; undefined: each stays where it is.
 */
function options(isExternal, from) {
  const outside = {
    name: 'outside',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
        const module = join(resolveDir, path)
        if (kind === 'entry-point' || !isExternal(module)) return undefined
        return { path: `./${relative(from ?? resolveDir, module)}`, external: true }
      }),
  }
  return {
    bundle: true,
    platform: 'node',
    target: 'node20',
    absWorkingDir: root,
    legalComments: 'eof',
    logLevel: 'warning',
    // What axios would get from its adapter for fetch, which is not there.
    logOverride: { 'import-is-undefined': 'silent' },
    plugins: [outside, leanAxios],
  }
}

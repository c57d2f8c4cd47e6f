// The bills of materials (SBOM) of what we ship: the packages inside of dist's bundles, as npm knows
// them from the lock file. Two files, CycloneDX and SPDX, go into the image beside the licences.
//
//   node scripts/sbom.mjs FOLDER     after `npm run build`
//
// The same sources give the same bytes: the time is SOURCE_DATE_EPOCH (seconds; default: 0), and
// what npm draws by chance is made from the content.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Name and version of each package that is inside of the bundles, in the lock file's order. */
export function shippedPackages() {
  const { packages } = readJson('dist', 'bundle.json')
  const { packages: locked } = readJson('package-lock.json')
  return packages.map((folder) => ({
    folder,
    name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
    ...locked[folder],
  }))
}

/** @returns the CycloneDX document. */
export function cycloneDx(time) {
  const all = npmSbom('cyclonedx')
  const { name, version } = readJson('package.json')
  const self = `${name}@${version}`
  const kept = keptOf(self)
  const document = {
    ...all,
    metadata: {
      ...all.metadata,
      timestamp: time,
      lifecycles: [{ phase: 'build' }],
      // npm gives the name of the folder.
      component: { ...all.metadata.component, name },
    },
    components: all.components
      .filter((one) => kept.has(one['bom-ref']))
      // What npm calls optional for its sake is inside of the bundle all the same.
      .map((one) => ({ ...one, scope: 'required' })),
    dependencies: all.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((to) => isEdge(ref, to)) })),
  }
  return { ...document, serialNumber: `urn:uuid:${uuidOf({ ...document, serialNumber: '' })}` }

  function isEdge(from, to) {
    return kept.has(to) && (from !== self || directDependencies().has(nameOf(to)))
  }
}

/** @returns the SPDX document. */
export function spdx(time) {
  const all = npmSbom('spdx')
  const { name, version } = readJson('package.json')
  const kept = keptOf(`${name}@${version}`)
  const packages = all.packages.filter((one) => kept.has(`${one.name}@${one.versionInfo}`))
  const ids = new Set(['SPDXRef-DOCUMENT', ...packages.map(({ SPDXID }) => SPDXID)])
  const document = {
    ...all,
    creationInfo: { ...all.creationInfo, created: time },
    packages,
    relationships: all.relationships.filter(
      ({ spdxElementId, relatedSpdxElement, relationshipType }) =>
        ids.has(spdxElementId) &&
        ids.has(relatedSpdxElement) &&
        // The tools that build us are not in what we ship.
        relationshipType !== 'DEV_DEPENDENCY_OF',
    ),
  }
  const id = uuidOf({ ...document, documentNamespace: '' })
  return {
    ...document,
    documentNamespace: `http://spdx.org/spdxdocs/${name}-${version}-${id}`,
  }
}

function keptOf(self) {
  return new Set([self, ...shippedPackages().map(({ name, version }) => `${name}@${version}`)])
}

function directDependencies() {
  return new Set(Object.keys(readJson('package.json').dependencies))
}

function nameOf(reference) {
  return reference.slice(0, reference.lastIndexOf('@'))
}

/** All packages of the lock file. `--omit` is not used: it loses some that tools of ours share. */
function npmSbom(format) {
  const args = ['sbom', '--package-lock-only', '--sbom-type=application', `--sbom-format=${format}`]
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
  return JSON.parse(execFileSync('npm', args, options))
}

/** A version 8 UUID ("custom") of the content. */
function uuidOf(content) {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const [a, b, c, d, e] = [8, 12, 15, 18, 32].map((end, at, ends) =>
    hex.slice(at === 0 ? 0 : ends[at - 1], end),
  )
  return `${a}-${b}-8${c}-8${d}-${e.slice(0, 12)}`
}

function readJson(...path) {
  return JSON.parse(readFileSync(join(root, ...path), 'utf8'))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2]
  if (folder === undefined) throw new Error('usage: node scripts/sbom.mjs FOLDER')
  const epoch = Number(process.env['SOURCE_DATE_EPOCH'] || 0)
  const time = new Date(epoch * 1000).toISOString()
  mkdirSync(folder, { recursive: true })
  const write = (name, document) =>
    writeFileSync(join(folder, name), `${JSON.stringify(document, null, 2)}\n`)
  write('source-cleargrid.cdx.json', cycloneDx(time))
  // SPDX knows no fractions of a second.
  write('source-cleargrid.spdx.json', spdx(time.replace('.000', '')))
}

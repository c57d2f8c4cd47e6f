// Writes docs/dependencies.md: what is inside of a release, and what it is built with.
//
//   node scripts/dependencies.mjs            after `npm run build`
//   node scripts/dependencies.mjs --check    fails when the page is not what it would write
//
// Everything but the reasons comes from package.json, package-lock.json and dist/bundle.json.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import { DEFERRED, REASONS } from './dependency-reasons.mjs'
import { shippedPackages } from './sbom.mjs'

const page = fileURLToPath(new URL('../docs/dependencies.md', import.meta.url))
const { dependencies, devDependencies } = readJson('package.json')
const { packages: locked } = readJson('package-lock.json')

for (const name of Object.keys(REASONS).filter((one) => !isDirect(one))) {
  throw new Error(`scripts/dependency-reasons.mjs tells why ${name} is there, but it is not`)
}

const text = await format(contentOf(), { parser: 'markdown', ...readJson('.prettierrc.json') })
if (process.argv.includes('--check')) {
  if (readFileSync(page, 'utf8') !== text) {
    console.error('docs/dependencies.md is not current: npm run build && npm run dependencies')
    process.exitCode = 1
  }
} else {
  writeFileSync(page, text)
}

function contentOf() {
  const shipped = shippedPackages()
  const tools = Object.keys(devDependencies).map((name) => ({
    name,
    ...locked[`node_modules/${name}`],
  }))
  const all = Object.entries(locked).filter(([folder]) => folder !== '')
  const withScripts = all.filter(([, { hasInstallScript }]) => hasInstallScript === true)
  return `# Dependencies

Made by \`npm run dependencies\` from package.json, package-lock.json and the bundles; a test keeps it current and holds it against the bills of materials (SBOM).

## What is inside of a release

${shipped.length} packages. They are bundled into dist/commands; there is no node_modules in the image. Their licence texts are in dist/THIRD-PARTY-LICENSES.txt. The image also holds Node and a few packages of Debian: its SBOM lists them ([release.md](release.md)).

| Package | Version | Licence | Why | Install scripts |
| --- | --- | --- | --- | --- |
${shipped.map((one) => row(one, whyShipped(one, shipped))).join('\n')}

${notBundled(shipped)}

## What it is built and tested with

${all.filter(([, { dev, devOptional }]) => dev === true || devOptional === true).length} packages in all, with what these need; none of them is in the image.

| Package | Version | Licence | Why | Install scripts |
| --- | --- | --- | --- | --- |
${tools.map((one) => row(one, reasonFor(one.name))).join('\n')}

Install scripts: the image is built with \`npm ci --ignore-scripts\`, so none is run there. In the whole lock file ${withScripts.length === 0 ? 'no package has one' : `these have one: ${withScripts.map(([folder]) => `\`${nameIn(folder)}\``).join(', ')}, which tools of ours bring`}.

## Not the newest, and why

${deferred()
  .map(({ name, version, why }) => `- \`${name}\` ${version}: ${why}.`)
  .join('\n')}
`
}

function row({ name, version, license, hasInstallScript }, why) {
  const licence = license ?? 'not said'
  return `| ${name} | ${version} | ${licence} | ${why} | ${hasInstallScript === true ? '**yes**' : 'none'} |`
}

function whyShipped({ name, folder }, shipped) {
  if (folder === `node_modules/${name}` && name in dependencies) return reasonFor(name)
  const users = shipped.filter(
    (one) => name in { ...one.dependencies, ...one.optionalDependencies },
  )
  // A nested copy is there for the package that holds it.
  const holder = folder
    .split('/node_modules/')
    .slice(0, -1)
    .pop()
    ?.replace(/^node_modules\//, '')
  const names = holder === undefined ? users.map((one) => one.name) : [holder]
  return `for ${[...new Set(names)].sort().join(', ')}`
}

function notBundled(shipped) {
  const inside = new Set(shipped.map(({ folder }) => folder))
  const left = Object.entries(locked)
    .filter(
      ([folder, one]) =>
        folder !== '' && !one.dev && !one.devOptional && !one.optional && !one.peer,
    )
    .filter(([folder]) => !inside.has(folder))
    .map(([folder]) => `\`${nameIn(folder)}\``)
  return left.length === 0
    ? 'All that they ask for is used.'
    : `Asked for by one of them, but not used, and so not inside: ${left.join(', ')}.`
}

function reasonFor(name) {
  const reason = REASONS[name]
  if (reason === undefined)
    throw new Error(`Say in scripts/dependency-reasons.mjs why ${name} is there`)
  return reason
}

/** What is kept back. @throws Error for what is not, or not used any more. */
function deferred() {
  return DEFERRED.map((one) => {
    const version = isDirect(one.name) ? locked[`node_modules/${one.name}`]?.version : undefined
    if (version !== undefined && compare(version, one.below) < 0) return { ...one, version }
    throw new Error(`${one.name} is kept back no more: see scripts/dependency-reasons.mjs`)
  })
}

function isDirect(name) {
  return name in dependencies || name in devDependencies
}

function compare(one, other) {
  return one.localeCompare(other, 'en', { numeric: true })
}

function nameIn(folder) {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function readJson(path) {
  return JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'))
}

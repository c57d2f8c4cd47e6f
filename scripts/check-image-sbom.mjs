// Holds the bills of materials of an image against docs/dependencies.md: each package of the page is
// in each of them, in that version, and no other package of npm; Node and Debian's libc are there too;
// and nothing is there twice.
//
//   node scripts/check-image-sbom.mjs SPDX.json CYCLONEDX.json
import { readFileSync } from 'node:fs'
import { packagesOnPage, purlsIn } from './sbom-contents.mjs'

const self = 'source-cleargrid'
const wanted = packagesOnPage()
if (wanted.size < 5) throw new Error('docs/dependencies.md lists hardly any package')

for (const path of process.argv.slice(2)) {
  const purls = purlsIn(JSON.parse(readFileSync(path, 'utf8')))
  const texts = purls.map(({ type, name, version }) => `${type}:${name}@${version}`)
  const npm = new Set(
    purls.filter(({ type }) => type === 'npm').map(({ name, version }) => `${name}@${version}`),
  )
  const problems = [
    ...[...wanted].filter((one) => !npm.has(one)).map((one) => `${one} is on the page only`),
    ...[...npm]
      .filter((one) => !wanted.has(one) && !one.startsWith(`${self}@`))
      .map((one) => `${one} is in the SBOM only`),
    ...['libc6', 'dash', 'coreutils']
      .filter((name) => !purls.some((one) => one.type === 'deb' && one.name.endsWith(`/${name}`)))
      .map((name) => `Debian's ${name} is missing`),
    ...(purls.some(({ name }) => name === 'node') ? [] : ['Node is missing']),
    ...texts
      .filter((text, at) => texts.indexOf(text) !== at)
      .map((text) => `${text} is there twice`),
  ]
  for (const problem of problems) console.error(`${path}: ${problem}`)
  if (problems.length > 0) process.exitCode = 1
  else
    console.log(
      `${path}: ${wanted.size} packages of npm, as docs/dependencies.md says, and ${purls.length - npm.size} more`,
    )
}

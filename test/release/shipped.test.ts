import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { messagesIn } from '../support/connector'
import { allOf, jsonOf, pathOf, textOf } from '../support/repository'
import { runScript } from './scripts'

interface Bundle {
  readonly files: readonly string[]
  readonly packages: readonly string[]
  readonly outside: readonly string[]
}

const bundle = jsonOf('dist/bundle.json') as Bundle
const { packages: locked } = jsonOf('package-lock.json') as {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly dev?: boolean }>>
}
const shipped = bundle.packages.map((folder) => {
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
  return `${name}@${locked[folder]?.version ?? 'not in the lock file'}`
})
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-cleargrid-release-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what is shipped runs by itself, without node_modules', () => {
  const image = join(folder, 'image')
  runScript('release-files.mjs', [image])
  const config = pathOf('test/acceptance/config.json')
  const catalog = pathOf('test/acceptance/catalog.json')
  const run = (...args: string[]) =>
    messagesIn(execFileSync(process.execPath, [join(image, 'dist/main.js'), ...args], RUN))

  const [spec] = run('spec')
  const check = run('check', '--config', config).at(-1)
  const read = run('read', '--config', config, '--catalog', catalog)

  expect(spec).toMatchObject({ type: 'SPEC' })
  expect(check).toMatchObject({ connectionStatus: { status: 'SUCCEEDED' } })
  expect(read.filter(({ type }) => type === 'RECORD').length).toBeGreaterThan(100)
})

const RUN = {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
} as const

test('nothing is loaded but Node itself', () => {
  expect(bundle.outside).toEqual([])
})

test('no package is inside that only a tool of ours brings', () => {
  expect(bundle.packages.length).toBeGreaterThan(5)
  expect(bundle.packages.filter((name) => locked[name]?.dev !== undefined)).toEqual([])
})

test('the licence of each package that is inside goes with it', () => {
  const licences = textOf('dist/THIRD-PARTY-LICENSES.txt')

  expect(
    shipped.filter((one) => !licences.includes(`${one.replace(/@([^@]+)$/, ' $1')}\n---`)),
  ).toEqual([])
  expect(licences.match(/Copyright|\(c\)/gi)?.length).toBeGreaterThanOrEqual(shipped.length - 2)
})

test('docs/dependencies.md is current', () => {
  expect(() => runScript('dependencies.mjs', ['--check'])).not.toThrow()
})

test('the page and both bills of materials name what is inside, and nothing else', () => {
  runScript('sbom.mjs', [join(folder, 'sbom')])

  const [, inside = ''] = textOf('docs/dependencies.md').split(/^## /m)
  const onPage = [...inside.matchAll(/^\| (\S+) +\| (\d\S*) +\|/gm)].map(
    ([, name = '', version = '']) => `${name}@${version}`,
  )
  const expected = [...shipped].sort()
  expect(onPage.sort()).toEqual(expected)
  expect(npmPurls('cdx')).toEqual([...new Set(expected)])
  expect(npmPurls('spdx').filter((one) => !one.startsWith('source-cleargrid@'))).toEqual([
    ...new Set(expected),
  ])
})

test('the same sources give the same bills of materials, of the time that is given', () => {
  const env = { SOURCE_DATE_EPOCH: '1700000000' }
  const made = ['first', 'second'].map((name) => {
    runScript('sbom.mjs', [join(folder, name)], { env })
    return ['cdx', 'spdx'].map((kind) => sbomText(name, kind))
  })

  expect(made[0]).toEqual(made[1])
  expect(made[0]?.every((text) => text.includes('2023-11-14T22:13:20'))).toBe(true)
})

test('a bill of materials is part of the whole: each package is needed by one that is inside', () => {
  const { dependencies } = JSON.parse(sbomText('sbom', 'cdx')) as {
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: string[] }[]
  }
  const needed = new Set(dependencies.flatMap(({ dependsOn }) => dependsOn))

  expect(shipped.filter((one) => !needed.has(one))).toEqual([])
})

function sbomText(name: string, kind: string): string {
  return readFileSync(join(folder, name, `source-cleargrid.${kind}.json`), 'utf8')
}

/** The packages of npm in a bill of materials, but not what it describes. */
function npmPurls(kind: string): string[] {
  const { metadata: _metadata, ...document } = JSON.parse(sbomText('sbom', kind)) as {
    readonly metadata?: unknown
  }
  const purls = allOf(/"pkg:npm\/([^"?]+)/g, JSON.stringify(document))
  return [...new Set(purls.map(decodeURIComponent))].sort()
}

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathOf } from '../support/repository'

/** A registry as a folder: a file for each tag, with its digest in it. BROKEN: a registry that is ill. */
const CRANE = `#!/bin/sh
set -eu
[ -z "\${BROKEN:-}" ] || { echo "UNAVAILABLE" >&2; exit 1; }
case $1 in
  ls) ls "$REGISTRY" ;;
  digest) cat "$REGISTRY/\${2##*:}" ;;
  tag) printf %s "\${2##*@}" >"$REGISTRY/$3" ;;
esac
`
const DIGEST = `sha256:${'a'.repeat(64)}`
const OTHER = `sha256:${'b'.repeat(64)}`
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-cleargrid-tags-'))
  mkdirSync(join(folder, 'bin'))
  mkdirSync(join(folder, 'registry'))
  writeFileSync(join(folder, 'bin', 'crane'), CRANE, { mode: 0o755 })
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a release gets its tags, and those of older releases stay', () => {
  give({ '1.2.0': OTHER, '1.2': OTHER, '1': OTHER })

  const { status } = moveTags('1.3.0')

  expect(status).toBe(0)
  expect(tags()).toEqual({
    '1.2.0': OTHER,
    '1.2': OTHER,
    '1.3.0': DIGEST,
    '1.3': DIGEST,
    '1': DIGEST,
  })
})

test('a version that is there already is never given to another image', () => {
  give({ '1.3.0': OTHER })

  const { status, stderr } = moveTags('1.3.0')

  expect(status).toBe(1)
  expect(stderr).toContain('is there already')
  expect(tags()).toEqual({ '1.3.0': OTHER })
})

test('the same image may be given its version again, so that a job can be run again', () => {
  give({ '1.3.0': DIGEST })

  expect(moveTags('1.3.0').status).toBe(0)
  expect(tags()).toEqual({ '1.3.0': DIGEST, '1.3': DIGEST, '1': DIGEST })
})

test('a registry that does not say which tags are there moves none', () => {
  give({ '1.3.0': OTHER, '1': OTHER })

  const { status, stderr } = moveTags('1.3.0', { BROKEN: 'yes' })

  expect(status).toBe(1)
  expect(stderr).toContain('no tag was moved')
  expect(tags()).toEqual({ '1.3.0': OTHER, '1': OTHER })
})

test.each(['latest', '1.3', '1.3.0-rc.1', ''])('%p is no version, and moves nothing', (version) => {
  expect(moveTags(version).status).not.toBe(0)
  expect(tags()).toEqual({})
})

function give(digests: Readonly<Record<string, string>>): void {
  for (const [tag, digest] of Object.entries(digests)) {
    writeFileSync(join(folder, 'registry', tag), digest)
  }
}

function tags(): Record<string, string> {
  const registry = join(folder, 'registry')
  return Object.fromEntries(
    readdirSync(registry).map((tag) => [tag, readFileSync(join(registry, tag), 'utf8')]),
  )
}

function moveTags(
  version: string,
  env: Readonly<Record<string, string>> = {},
): { status: number | null; stderr: string } {
  const path = `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`
  return spawnSync(pathOf('scripts/release-move-tags'), ['registry/name', DIGEST, version], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path, REGISTRY: join(folder, 'registry'), ...env },
  })
}

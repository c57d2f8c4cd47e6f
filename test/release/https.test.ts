import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { allOf, pathOf, textOf } from '../support/repository'

/** Where http is meant: this machine, names that look like addresses, and addresses filled in. */
const PLAIN = [
  /^http:\/\/(127\.0\.0\.1|localhost|0\.0\.0\.0)([:/]|$)/,
  /^http:\/\/\$?\{/,
  /^http:\/\/(json-schema|spdx)\.org\//,
  // How a message shows what the address of a proxy looks like.
  /^http:\/\/user:password@host:port/,
]

const SHIPPED = ['src', 'schemas', 'scripts', 'assembly', 'spec.json', 'metadata.yaml']
const RELEASED = ['docs/openapi.yaml', 'Dockerfile', '.github']

test('nothing that is shipped, or that releases, speaks http to another machine', () => {
  const files = [...SHIPPED, ...RELEASED].flatMap(filesIn)
  const urls = files.flatMap((name) => allOf(/(http:\/\/[^\s'"`)<>,]+)/g, textOf(name)))

  expect(files.length).toBeGreaterThan(60)
  expect(urls.length).toBeGreaterThan(0)
  expect(urls.filter((url) => !PLAIN.some((plain) => plain.test(url)))).toEqual([])
})

/** All files of a folder, or the file itself. Not git's list: a release's source archive has no git. */
function filesIn(name: string): string[] {
  if (statSync(pathOf(name)).isFile()) return [name]
  return readdirSync(pathOf(name), { recursive: true, encoding: 'utf8' })
    .map((path) => join(name, path))
    .filter((path) => statSync(pathOf(path)).isFile())
}

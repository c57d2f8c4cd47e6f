import { refusalOf, runScript } from './scripts'

const CHANGELOG = `# Changelog

What the versions mean.

## 1.10.0 (unreleased)

- Not yet.

## 1.3.0 (2026-12-01)

### Added

- A stream.

## 1.3.0-rc.1 (2026-11-28)

- A stream, perhaps.

## 1.2.1 (2026-11-02)

## 1.2.0 (2026-11-01)\r
\r
- The first one.\r
`

function sectionOf(version: string, input = CHANGELOG): string {
  return runScript('changelog.mjs', [version], { input })
}

test('a version has the section under its own headline, up to the next', () => {
  expect(sectionOf('1.3.0')).toBe('### Added\n\n- A stream.\n')
  expect(sectionOf('1.2.0')).toBe('- The first one.\n')
})

test('what was told of a release candidate is not told of the release', () => {
  const [before = '', after = ''] = CHANGELOG.split('## 1.3.0 (2026-12-01)')

  expect(sectionOf('1.3.0-rc.1')).toBe('- A stream, perhaps.\n')
  expect(refusal('1.3.0', before + after)).toContain('## 1.3.0 (YYYY-MM-DD)')
})

test.each([
  ['that is not there', '9.9.9'],
  ['whose number only begins like another', '1.1'],
  ['with dots that stand for anything', '1x3x0'],
  ['that has no date yet', '1.10.0'],
  ['of which nothing is told', '1.2.1'],
  ['without a number', ''],
])('a version %s has no section', (_, version) => {
  expect(refusal(version)).toContain(`"## ${version} (YYYY-MM-DD)"`)
})

test('two sections of one version are one too many', () => {
  expect(refusal('1.3.0', CHANGELOG + CHANGELOG)).toContain('has not one section')
})

function refusal(version: string, input = CHANGELOG): string | undefined {
  return refusalOf('changelog.mjs', [version], input)
}

import { allOf, jsonOf, textOf } from '../support/repository'

const dockerfile = textOf('Dockerfile').replace(/\\\n/g, ' ')
const { version, license } = jsonOf('package.json') as Readonly<Record<string, string>>

test('each stage begins with one base, which its digest names', () => {
  const bases = allOf(/^FROM (?:--platform=\S+ )?(\S+)/gm, dockerfile).filter(
    (base) => base !== 'scratch',
  )

  expect(bases.length).toBeGreaterThan(1)
  expect([...new Set(bases)]).toEqual([expect.stringMatching(/^node:24-.+@sha256:[0-9a-f]{64}$/)])
})

test('docs/release.md says where the digest of the base comes from', () => {
  const [digest = 'none'] = allOf(/@(sha256:[0-9a-f]{64})/g, dockerfile)

  expect(textOf('docs/release.md')).toContain(digest)
})

test('the labels name the version and the licence of package.json', () => {
  const label = (name: string) =>
    allOf(new RegExp(`${name.replaceAll('.', '\\.')}="([^"]*)"`, 'g'), dockerfile)

  expect(label('io.airbyte.version')).toEqual([version])
  expect(label('org.opencontainers.image.version')).toEqual([version])
  expect(label('org.opencontainers.image.licenses')).toEqual([license])
  for (const [name, argument] of [
    ['source', 'SOURCE'],
    ['revision', 'REVISION'],
    ['created', 'CREATED'],
  ] as const) {
    expect(label(`org.opencontainers.image.${name}`)).toEqual([`$${argument}`])
    expect(textOf('.github/workflows/build-image.yml')).toMatch(
      new RegExp(`^ +${argument}=\\S`, 'm'),
    )
  }
})

test('Kubernetes and docker start the same program', () => {
  const [entrypoint = ''] = allOf(/^ENTRYPOINT (\[.*\])$/gm, dockerfile)

  expect(allOf(/AIRBYTE_ENTRYPOINT="([^"]+)"/g, dockerfile)).toEqual([
    (JSON.parse(entrypoint) as string[]).join(' '),
  ])
})

test('the last stage takes files and runs nothing, so that nothing else can get in', () => {
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))

  expect(last).toMatch(/^\nFROM scratch\n/)
  expect(allOf(/^(RUN|ADD)\b/gm, last)).toEqual([])
  expect(allOf(/^COPY (.*)$/gm, last).filter((copy) => !copy.startsWith('--from='))).toEqual([])
  expect(last).not.toContain('node_modules')
})

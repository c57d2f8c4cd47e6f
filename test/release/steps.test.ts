import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jsonOf, textOf } from '../support/repository'
import { refusalOf, runScript } from './scripts'

const { version } = jsonOf('package.json') as { readonly version: string }
const REPOSITORY = { GITHUB_REPOSITORY: 'acme/source-cleargrid' }

test.each([
  ['the first release takes all three tags', '0.1.0', '', ['0.1.0', '0.1', '0']],
  ['so does the newest one', '1.3.0', '1.2.9 1.2.10', ['1.3.0', '1.3', '1']],
  ['numbers are compared as numbers', '1.2.10', '1.2.9', ['1.2.10', '1.2', '1']],
  ['a fix of an older minor leaves X alone', '1.2.4', '1.2.3 1.3.0', ['1.2.4', '1.2']],
  ['a fix of an older major takes its own X', '1.3.1', '1.3.0 2.0.0', ['1.3.1', '1.3', '1']],
  ['an older fix takes nothing but itself', '1.2.3', '1.2.4 1.3.0', ['1.2.3']],
  ['other tags say nothing', '1.0.0', 'latest 1 1.0 sha256-ab 9.9.9-rc.1', ['1.0.0', '1.0', '1']],
  ['a release that is done again takes the same', '1.0.0', '1.0.0 1.0 1', ['1.0.0', '1.0', '1']],
])('%s', (_, released, taken, expected) => {
  const printed = runScript('release-tags.mjs', [released], { input: taken.replaceAll(' ', '\n') })

  expect(printed.trim().split('\n')).toEqual(expected)
})

test.each(['latest', '1.2', 'v1.2.3', ''])('%p is no version that could be released', (name) => {
  expect(refusalOf('release-tags.mjs', [name])).toContain('is not X.Y.Z')
})

test('a tag of git is a release when package.json and the changelog say so', () => {
  expect(runScript('release-version.mjs', [`v${version}`])).toBe(`${version}\n`)
  expect(refusalOf('release-version.mjs', ['v99.0.0'])).toContain(`package.json says ${version}`)
  expect(refusalOf('release-version.mjs', [version])).toContain('The tag is')
})

describe('the notes of a release', () => {
  const digest = `sha256:${'a'.repeat(64)}`
  const amd64 = `sha256:${'b'.repeat(64)}`
  const image = `ghcr.io/acme/source-cleargrid@${digest}`
  const attestation = `sha256:${'c'.repeat(64)}`
  let folder: string
  let index: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'source-cleargrid-notes-'))
    index = join(folder, 'index.json')
    const manifests = [
      { digest: amd64, platform: { os: 'linux', architecture: 'amd64' } },
      { digest: attestation, platform: { os: 'unknown', architecture: 'unknown' } },
    ]
    writeFileSync(index, JSON.stringify({ manifests }))
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('are the section of the changelog, and no other', () => {
    const notes = runScript('release-notes.mjs', [version, image, index], { env: REPOSITORY })
    const sections = textOf('CHANGELOG.md').split(/^## /m).slice(1)
    const own = sections.find((one) => one.startsWith(version)) ?? ''
    const others = sections.filter((one) => one !== own)

    // A link within the repository leads to the same file from elsewhere.
    const plain = (text: string): string => text.replace(/\]\([^)]*\)/g, ']()')
    const changesOf = (one: string): string => plain(one.slice(one.indexOf('\n')).trim())
    expect(plain(notes)).toContain(changesOf(own))
    expect(others.filter((one) => plain(notes).includes(changesOf(one)))).toEqual([])
  })

  test('name the digests of the index and of each platform, but not of attestations', () => {
    const notes = runScript('release-notes.mjs', [version, image, index], { env: REPOSITORY })

    expect(notes).toContain(`docker pull ${image}`)
    expect(notes).toContain(`| linux/amd64 | \`${amd64}\` |`)
    expect(notes).not.toContain(attestation)
  })

  test('tell how to verify: by the workflow that alone can sign, at this tag', () => {
    const notes = runScript('release-notes.mjs', [version, image, index], { env: REPOSITORY })

    expect(notes).toContain(
      `https://github.com/acme/source-cleargrid/.github/workflows/build-image.yml@refs/tags/v${version}`,
    )
    expect(notes).toContain(`cosign verify ${image} \\\n  --certificate-oidc-issuer https:`)
    expect(notes).toContain(
      `cosign verify-attestation --type spdxjson ghcr.io/acme/source-cleargrid@${amd64} \\\n  --certificate-oidc-issuer https:`,
    )
  })

  test('lead to the files of the release, which are elsewhere', () => {
    const notes = runScript('release-notes.mjs', ['0.1.0', image, index], { env: REPOSITORY })

    expect(notes).toContain(
      '](https://github.com/acme/source-cleargrid/blob/v0.1.0/docs/performance.md)',
    )
    expect(notes).not.toMatch(/\]\((?!https:)/)
  })

  test('are not made for a version that the changelog does not know', () => {
    expect(refusalOf('release-notes.mjs', ['99.0.0', image, index])).toBeDefined()
  })
})

import { readdirSync } from 'node:fs'
import { acceptanceConfig, testsOf } from './acceptance/support/acceptance-config'
import { jsonOf, pathOf, textOf, yamlOf } from './support/repository'

interface PackageFile {
  readonly version: string
}

const { version: VERSION } = jsonOf('package.json') as PackageFile

/** Folders whose files say nothing of this release. */
const ELSEWHERE =
  /^(node_modules|dist|coverage|\.git|test)(\/|$)|(^|\/)(node_modules|\.?venv|package-lock\.json)/

/** Where a version of ours is written, whatever the file. */
const MENTIONS = [
  /source-cleargrid:(\d+\.\d+\.\d+[\w.-]*)/g,
  /io\.airbyte\.version=["']?(\d+\.\d+\.\d+)/g,
  /docker_?image_?tag"?\s*[:=]\s*"?(\d+\.\d+\.\d+)/gi,
  /\btag `(\d+\.\d+\.\d+)`/g,
  /(?<!previous_)connector_version"?\s*[:=]\s*"?(\d+\.\d+\.\d+)/g,
]

test('package.json and its lock file are of one version', () => {
  const lock = jsonOf('package-lock.json') as PackageFile & {
    readonly packages: Readonly<Record<string, PackageFile>>
  }

  expect([lock.version, lock.packages['']?.version]).toEqual([VERSION, VERSION])
})

test('the image and the metadata are of this version', () => {
  const metadata = yamlOf('metadata.yaml') as { readonly data: { readonly dockerImageTag: string } }

  expect(metadata.data.dockerImageTag).toBe(VERSION)
  expect(mentionsIn(textOf('Dockerfile'))).toEqual([VERSION])
})

test('the dbt package is of this version, and its page says how to install it', () => {
  const project = yamlOf('dbt/dbt_project.yml') as PackageFile

  expect(project.version).toBe(VERSION)
  expect(textOf('dbt/README.md')).toContain(`revision: v${VERSION}\n`)
})

test('both changelogs begin with this version, and tell of the same ones', () => {
  const told = releases()
  const ofThePage = versionsIn('docs/cleargrid.md', /^\| (\d+\.\d+\.\d+) +\|/gm)

  expect(told[0]).toBe(VERSION)
  expect(ofThePage).toEqual(told)
})

test('every command, example and page names this version', () => {
  const mentions = files().flatMap((name) =>
    mentionsIn(textOf(name)).map((version) => ({ name, version })),
  )

  expect(mentions.length).toBeGreaterThan(10)
  expect(new Set(mentions.map(({ name }) => name))).toContain('README.md')
  expect(mentions.filter(({ version }) => version !== VERSION)).toEqual([])
})

/** Airbyte's tests end before they begin when one of the two images is not there. */
test('the acceptance tests start this version, and compare it with the one before', () => {
  const config = acceptanceConfig()
  const [, before = VERSION] = releases()

  expect(config.connector_image).toBe(`source-cleargrid:${VERSION}`)
  for (const suite of ['spec', 'discovery']) {
    const blocks = testsOf(suite).map((each) => each.backward_compatibility_tests_config)
    expect(blocks.map((block) => block?.previous_connector_version)).toEqual([before])
  }
})

/** The versions that the changelog tells of, the newest first. */
function releases(): string[] {
  return versionsIn('CHANGELOG.md', /^## (\d+\.\d+\.\d+)/gm)
}

function versionsIn(name: string, pattern: RegExp): string[] {
  return [...textOf(name).matchAll(pattern)].map(([, version = '']) => version)
}

function mentionsIn(text: string): string[] {
  return MENTIONS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, found = '']) => found))
}

/** All text files of the repository. */
function files(): string[] {
  return readdirSync(pathOf('.'), { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() && !ELSEWHERE.test(entry.name)
        ? readdirSync(pathOf(entry.name), { recursive: true, withFileTypes: true })
        : [entry],
    )
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      `${parentPath}/${name}`.slice(pathOf('.').length).replace(/^\//, ''),
    )
    .filter(
      (name) =>
        !ELSEWHERE.test(name) &&
        /(^[^.]+$|^\.ci\/|\.(md|ya?ml|json|tf|sh|sql|m?js|py|txt))$/.test(name),
    )
}

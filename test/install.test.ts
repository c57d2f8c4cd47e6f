import { jsonOf, textOf } from './support/repository'

interface Installed {
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const { packages: PACKAGES } = jsonOf('package-lock.json') as {
  readonly packages: Readonly<Record<string, Installed>>
}

/** npm 11 warns of install scripts that nobody has decided on, and npm 12 does not run them. */
test('each install script among the dependencies is decided on', () => {
  const { allowScripts } = jsonOf('package.json') as { readonly allowScripts: object }

  const withScript = Object.entries(PACKAGES).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript === true ? [path.replace(/^.*node_modules\//, '')] : [],
  )

  expect(Object.keys(allowScripts)).toEqual([...new Set(withScript)].sort())
  expect(Object.values(allowScripts)).not.toContain(true)
})

test('the lock file names no registry, and holds the optional packages of every platform', () => {
  const optional = Object.values(PACKAGES).flatMap((each) =>
    Object.keys(each.optionalDependencies ?? {}),
  )
  const missing = optional.filter((name) => PACKAGES[`node_modules/${name}`] === undefined)

  expect(textOf('package-lock.json')).not.toContain('"resolved"')
  expect(optional.length).toBeGreaterThan(20)
  expect(missing).toEqual([])
})

/** As rules from the top only: examples and tests have files of the same names, which are kept. */
test('a commit leaves out the settings, states, rows and Python packages of people', () => {
  const rules = textOf('.gitignore').split('\n')

  expect(rules).toEqual(
    expect.arrayContaining([
      ...['/config.json', '/state.json', '/messages*.jsonl', '*.duckdb'],
      ...['venv/', '.venv/'],
    ]),
  )
})

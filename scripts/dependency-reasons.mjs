// Why each package is there. scripts/dependencies.mjs fails for a direct dependency
// without a reason, and for a reason without a dependency.

/** For package.json's dependencies and devDependencies, by name. */
export const REASONS = {
  ajv: 'checks settings, catalogs, states and rows against JSON Schemas',
  'ajv-formats': 'the formats in those schemas: date-time and others',
  axios: 'HTTP: requests, answers, their failures',
  'fastest-levenshtein': 'finds the command or setting that was meant',

  '@duckdb/node-api': 'runs the SQL examples in a database',
  '@observablehq/plot': 'draws the figures of the page, as SVG, when the page is made',
  '@types/jest': 'types of jest',
  '@types/node': 'types of Node, of the oldest one that is supported',
  '@types/pg': 'types of pg',
  assemblyscript: 'compiles the row scanner to WebAssembly',
  'axe-core': 'looks for what keeps people from reading the page: contrast, names, roles',
  'esbuild-wasm': 'bundles each command into one file; the edition without binaries',
  eslint: 'the linter',
  'eslint-import-resolver-typescript': 'lets the linter follow imports',
  'eslint-plugin-import-x': 'refuses import cycles',
  'fast-check': 'properties: tests whose cases are drawn by chance',
  jest: 'runs the tests',
  'json-schema-to-typescript': 'makes types from spec.json and schemas/',
  linkedom: 'a document for the plotting library where there is no browser',
  'openapi-backend': 'holds our requests against docs/openapi.yaml',
  pg: 'asks PostgreSQL for the figures of the page',
  'playwright-core': 'drives the Chromium that is there, in the tests of the page; brings none',
  prettier: 'formats the sources',
  selfsigned: 'certificates for the tests of https and proxies',
  'ts-jest': 'lets jest read TypeScript',
  typescript: 'the compiler',
  'typescript-eslint': 'lets the linter read TypeScript',
  yaml: 'reads the YAML files that tests hold against each other',
}

/**
 * Packages that are kept behind their newest major version, and why. `below` is the first version
 * that is not wanted: once it is there, or the package is gone, the reason is stale, and the page is
 * not made.
 */
export const DEFERRED = [
  {
    name: 'typescript',
    below: '7.0.0',
    why: 'ts-jest and typescript-eslint do not take version 7 yet (`<7` and `<6.1`)',
  },
  {
    name: 'openapi-backend',
    below: '5.21.0',
    why: 'from 5.21 on it needs Node 22.19 (a library of its own does), and the tests run on Node 20 too',
  },
  {
    name: '@types/node',
    below: '21.0.0',
    why: 'the types must not promise more than Node 20 has, the oldest one that is supported',
  },
]

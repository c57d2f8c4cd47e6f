/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // They need Chromium and PostgreSQL: .ci/page runs them, with a configuration of their own.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/'],
  transform: { '^.+\\.ts$': 'ts-jest' },
  // A slow machine must not fail a test: the bound only stops a test that hangs.
  testTimeout: 120_000,
}

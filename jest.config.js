/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // What needs Chromium and PostgreSQL .ci/page runs, what dbt has made .ci/analytics.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/', '/test/analytics/'],
  transform: { '^.+\\.ts$': 'ts-jest' },
  // A slow machine must not fail a test: the bound only stops a test that hangs.
  testTimeout: 120_000,
}

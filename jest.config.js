/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // It needs what dbt has made: .ci/analytics runs it.
  testPathIgnorePatterns: ['/node_modules/', '/test/analytics/'],
  transform: { '^.+\\.ts$': 'ts-jest' },
  // A slow machine must not fail a test: the bound only stops a test that hangs.
  testTimeout: 120_000,
}

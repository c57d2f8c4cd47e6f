/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // What needs Chromium and PostgreSQL .ci/page runs, what dbt has made .ci/analytics.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/', '/test/analytics/'],
  transform: { '^.+\\.ts$': 'ts-jest' },
  testSequencer: '<rootDir>/jest.sequencer.js',
  // One worker would be all that jest takes of two cores; most tests wait for what they have started.
  maxWorkers: '100%',
  // Whole syncs by the hundred leave memory behind.
  workerIdleMemoryLimit: '1GB',
  // A slow machine must not fail a test: the bound only stops a test that hangs.
  testTimeout: 120_000,
}

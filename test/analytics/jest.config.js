/**
 * The marts of .ci/analytics against a count of our own. Apart from `npm test`, because the marts
 * need dbt.
 * @type {import('jest').Config}
 */
module.exports = {
  testEnvironment: 'node',
  rootDir: '../..',
  roots: ['<rootDir>/test/analytics'],
  transform: { '^.+\\.ts$': 'ts-jest' },
}

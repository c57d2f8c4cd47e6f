import { jsonOf, textOf } from '../support/repository'
import { acceptanceConfig, metadata, testsOf } from './support/acceptance-config'
import type { Schema } from './support/json-schema'

/**
 * The acceptance tests that have no counterpart here, each with the reason. The reason is checked:
 * on the day on which it no longer holds, the test has to be written.
 */
test.each<[string, string, () => boolean]>([
  [
    'TestSpec.test_oauth_flow_parameters, TestSpec.test_oauth_is_default_method',
    'ClearGrid has no OAuth: the form asks for lender, email and password',
    () => (jsonOf('spec.json') as Schema)['advanced_auth'] === undefined,
  ],
  [
    'TestBasicRead.test_all_supported_file_types_present',
    'for sources that read files; this one reads an API',
    () => metadata().connectorSubtype === 'api',
  ],
])('left out: %s, because %s', (_, __, holds) => {
  expect(holds()).toBe(true)
})

test('no suite is left out: strictness is high, and each suite has its tests', () => {
  const { test_strictness_level: strictness, acceptance_tests: suites } = acceptanceConfig()

  expect(strictness).toBe('high')
  expect(Object.keys(suites)).toEqual([
    'spec',
    'connection',
    'discovery',
    'basic_read',
    'full_refresh',
    'incremental',
    'connector_attributes',
    'connector_documentation',
  ])
  for (const suite of Object.keys(suites)) expect(testsOf(suite).length).toBeGreaterThan(0)
  expect(textOf('acceptance-test-config.yml')).not.toContain('bypass_reason')
})

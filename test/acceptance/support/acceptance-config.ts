import { yamlOf } from '../../support/repository'

/** One entry under `tests` of a suite: what ours use of it. */
export interface SuiteTest {
  readonly config_path: string
  readonly spec_path?: string
  readonly configured_catalog_path?: string
  readonly status?: 'succeed' | 'failed'
  readonly expect_records?: { readonly path: string; readonly exact_order: boolean }
  readonly validate_data_points?: boolean
  readonly validate_stream_statuses?: boolean
  readonly validate_state_messages?: boolean
  readonly future_state?: { readonly future_state_path: string }
  readonly backward_compatibility_tests_config?: { readonly previous_connector_version?: string }
}

export interface AcceptanceConfig {
  readonly connector_image: string
  readonly test_strictness_level: string
  readonly acceptance_tests: Readonly<Record<string, { readonly tests: readonly SuiteTest[] }>>
}

/** The file that Airbyte's connector acceptance tests are started with, and ours too. */
export function acceptanceConfig(): AcceptanceConfig {
  return yamlOf('acceptance-test-config.yml') as AcceptanceConfig
}

/** The tests of one suite. A suite that is not in the file fails the test that asks for it. */
export function testsOf(suite: string): readonly SuiteTest[] {
  const tests = acceptanceConfig().acceptance_tests[suite]?.tests ?? []
  if (tests.length === 0) throw new Error(`acceptance-test-config.yml has no test of ${suite}`)
  return tests
}

/** The test of a suite that has one. */
export function testOf(suite: string): SuiteTest {
  const [test, ...others] = testsOf(suite)
  if (test === undefined || others.length > 0) throw new Error(`${suite} has not one test`)
  return test
}

/** metadata.yaml, which describes the connector to Airbyte: the part that the tests look at. */
export interface Metadata {
  readonly name: string
  readonly connectorSubtype: string
  readonly dockerRepository: string
  readonly dockerImageTag: string
  readonly allowedHosts?: { readonly hosts?: readonly string[] }
  readonly suggestedStreams?: { readonly streams?: readonly string[] }
}

export function metadata(): Metadata {
  return (yamlOf('metadata.yaml') as { readonly data: Metadata }).data
}

import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { hostsFor } from '../src/cleargrid/http/hosts'
import { READ_POLICY } from '../src/cleargrid/retry/policy'
import { STREAMS } from '../src/streams'
import { METADATA_SCHEMA } from './support/metadata-schema'
import { jsonOf, textOf, yamlOf } from './support/repository'

interface Metadata {
  readonly data: {
    readonly dockerRepository: string
    readonly icon: string
    readonly license: string
    readonly documentationUrl: string
    readonly protocolVersion: string
    readonly allowedHosts: { readonly hosts: readonly string[] }
    readonly suggestedStreams: { readonly streams: readonly string[] }
    readonly maxSecondsBetweenMessages: number
    readonly releases?: { readonly breakingChanges?: object }
  }
}

const { data } = yamlOf('metadata.yaml') as Metadata

test("it keeps Airbyte's rules", () => {
  const ajv = addFormats(new Ajv({ allErrors: true, strict: false }))
  const validate = ajv.compile(METADATA_SCHEMA)

  validate(yamlOf('metadata.yaml'))

  expect(validate.errors ?? []).toEqual([])
})

test('it says what spec.json, package.json and the image say', () => {
  const spec = jsonOf('spec.json') as Record<string, unknown>

  expect(data.documentationUrl).toBe(spec['documentationUrl'])
  expect(data.protocolVersion).toBe(spec['protocol_version'])
  expect(data.license).toBe((jsonOf('package.json') as Record<string, unknown>)['license'])
  expect(textOf('Dockerfile')).toContain(`io.airbyte.name="${data.dockerRepository}"`)
})

test("the allowed hosts are ClearGrid's, all of them", () => {
  const hosts = (['production', 'staging'] as const).map(
    (name) => new URL(hostsFor(name).auth).host,
  )

  expect(data.allowedHosts.hosts).toEqual(hosts)
})

test('the suggested streams are ours, nearly all of them', () => {
  const names: readonly string[] = STREAMS.map(({ name }) => name)
  const suggested = data.suggestedStreams.streams

  expect(suggested).toEqual(names.filter((name) => suggested.includes(name)))
  expect(suggested.length).toBeGreaterThan(names.length - 3)
})

test('the longest silence, with the last request in it, is no reason to be killed', () => {
  const silenceSeconds = READ_POLICY.silenceMsMax / 1000

  // The patience for a fault that passes may begin when the budget of silence is all but used up.
  const lastSeconds = READ_POLICY.patienceMs / 1000 + 60
  expect(silenceSeconds + lastSeconds).toBeLessThan(3_600)
  expect(data.maxSecondsBetweenMessages).toBeGreaterThanOrEqual(2 * 3_600)
})

test('the icon is there, is square, and draws everything itself', () => {
  const icon = textOf(data.icon)
  const [width, height] = /width="(\d+)" height="(\d+)"/.exec(icon)?.slice(1) ?? []

  expect(width).toBeDefined()
  expect(height).toBe(width)
  expect(icon).toContain(`viewBox="0 0 ${width ?? ''} ${height ?? ''}"`)
  expect(icon).not.toMatch(/href|<image|<text|<script/)
})

/** connectors_qa asks for the page of a breaking change: there is none without the other. */
test('each breaking change has its place in the migration guide', () => {
  const guide = textOf('docs/cleargrid-migrations.md')
  const versions = Object.keys(data.releases?.breakingChanges ?? {})

  const told = [...guide.matchAll(/^## Upgrading to (\d+\.\d+\.\d+)$/gm)].map(
    ([, version]) => version,
  )

  expect(told).toEqual([...versions].reverse())
})

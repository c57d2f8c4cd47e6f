import { readdirSync } from 'node:fs'
import { allOf, pathOf, textOf, yamlOf } from '../support/repository'

interface Job {
  readonly permissions?: Readonly<Record<string, string>>
  readonly needs?: string | readonly string[]
  readonly uses?: string
  readonly env?: Readonly<Record<string, string>>
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> }
  readonly steps?: readonly Step[]
}

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const names = readdirSync(pathOf('.github/workflows')).map((name) => `.github/workflows/${name}`)
const workflows = names.map((file) => ({ file, ...(yamlOf(file) as Workflow) }))
const jobs = workflows.flatMap(({ jobs }) => Object.values(jobs))
const { jobs: release } = yamlOf('.github/workflows/release.yml') as Workflow

test('every action is pinned by its commit, with the version beside it', () => {
  const used = names.flatMap((name) => allOf(/uses: (.*)/g, textOf(name)))
  const actions = used.filter((action) => !action.startsWith('./'))

  expect(actions.length).toBeGreaterThan(10)
  expect(actions.filter((one) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one))).toEqual([])
})

test('a workflow may do nothing, and each of its jobs what it says', () => {
  expect(workflows.map(({ permissions }) => permissions)).toEqual(workflows.map(() => ({})))
  expect(jobs.filter(({ permissions }) => permissions === undefined)).toEqual([])
})

test('no token is left in the sources that a job has checked out', () => {
  const checkouts = stepsWith('actions/checkout')

  expect(checkouts.length).toBeGreaterThan(5)
  expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([])
})

test('the tests run on every Node that is supported', () => {
  const { jobs: ci } = yamlOf('.github/workflows/ci.yml') as Workflow

  expect(ci['test']?.strategy?.matrix['node']).toEqual([20, 22, 24])
})

test('only the workflow that builds the image can sign it', () => {
  const signing = workflows.flatMap(({ file, jobs }) =>
    Object.entries(jobs)
      .filter(([, { permissions }]) => permissions?.['id-token'] === 'write')
      .map(([job, { uses }]) => uses ?? `${file} ${job}`),
  )

  expect(signing.sort()).toEqual([
    './.github/workflows/build-image.yml',
    '.github/workflows/build-image.yml build',
  ])
})

test('tags move last: after the gate, the build, and the tests of what was pulled', () => {
  expect(before('tags')).toEqual(new Set(['gate', 'version', 'image', 'pulled']))
  expect(before('notes')).toContain('tags')
})

test('what the tests start before tags move is the image that was pulled by its digest', () => {
  const { env = {}, steps = [] } = release['pulled'] ?? {}
  const lines = steps.flatMap(({ run = '' }) => run.split('\n')).map((line) => line.trim())

  expect(env['IMAGE']).toBe('${{ needs.version.outputs.image }}@${{ needs.image.outputs.digest }}')
  expect(lines.filter((line) => /jest|clients$/.test(line))).toEqual([
    'CONNECTOR=$PWD/scripts/image-connector npx jest test/acceptance',
    '.ci/clients',
  ])
})

test('the image is pushed without a tag, and `latest` is no tag of ours', () => {
  const build = textOf('.github/workflows/build-image.yml')

  expect(build).toContain('push-by-digest=true')
  expect(build).not.toMatch(/^ +tags:/m)
  expect(names.filter((name) => /:latest\b/.test(textOf(name)))).toEqual([])
})

test('both architectures are built, with provenance, SBOM and the time of the commit', () => {
  const build = textOf('.github/workflows/build-image.yml')

  for (const part of [
    'platforms: linux/amd64,linux/arm64',
    'provenance: mode=max',
    'sbom: generator=',
    'rewrite-timestamp=true',
    'check-image-sbom.mjs sboms/*.json',
  ]) {
    expect(build).toContain(part)
  }
})

test('the images that actions start are named by their digests, and are the same in each workflow', () => {
  const used = names.flatMap((name) =>
    allOf(/^ +(?:image|driver-opts|sbom): *((?:image=|generator=)?[\w/-]+:\S+)$/gm, textOf(name)),
  )

  expect(used.filter((image) => !/:[\w.-]+@sha256:[0-9a-f]{64}$/.test(image))).toEqual([])
  expect([...new Set(used.map((image) => image.replace(/:.*/, '')))].sort()).toEqual(
    [...new Set(used)].map((image) => image.replace(/:.*/, '')).sort(),
  )
  for (const action of ['docker/setup-qemu-action', 'docker/setup-buildx-action']) {
    const steps = stepsWith(action)
    expect(steps.length).toBeGreaterThan(1)
    expect(steps.filter((step) => !namesImage(step))).toEqual([])
  }
  expect(stepsWith('docker/build-push-action').map((step) => step.with?.['sbom'])).toEqual([
    expect.stringMatching(/^generator=\S+@sha256:/),
  ])
})

/** A cache is written by whatever runs on the same branch, and read by releases. */
test('nothing that is built with comes from a cache', () => {
  const caching = [
    ['docker/setup-qemu-action', 'cache-image'],
    ['docker/setup-buildx-action', 'cache-binary'],
    ['actions/setup-node', 'package-manager-cache'],
  ] as const

  for (const [action, option] of caching) {
    const steps = stepsWith(action)
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.filter((step) => step.with?.[option] !== false)).toEqual([])
  }
})

function namesImage({ with: inputs = {} }: Step): boolean {
  return [inputs['image'], inputs['driver-opts']].some((text) => String(text).includes('@sha256:'))
}

function stepsWith(action: string): Step[] {
  return jobs
    .flatMap(({ steps = [] }) => steps)
    .filter(({ uses = '' }) => uses.startsWith(`${action}@`))
}

/** All jobs that must have succeeded before this one begins. */
function before(job: string): Set<string> {
  const direct = [release[job]?.needs ?? []].flat()
  return new Set(direct.flatMap((one) => [one, ...before(one)]))
}

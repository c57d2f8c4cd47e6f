import Ajv from 'ajv'
import { makeFolder, run, type Run } from '../support/connector'
import { jsonOf, pathOf } from '../support/repository'
import { metadata, testOf } from './support/acceptance-config'
import { imageOf } from './support/image'
import { placesIn, propertiesOf, type Schema } from './support/json-schema'
import { SPEC_RULES } from './support/spec-rules'

const { config_path, spec_path = '' } = testOf('spec')
const config = jsonOf(config_path) as Schema
const folder = makeFolder()
let messages: Run['messages']
let form: Schema

beforeAll(async () => {
  messages = (await run(['spec'])).messages
  const [spec = {}] = messages.flatMap((message) => (message.type === 'SPEC' ? [message.spec] : []))
  form = spec['connectionSpecification'] as Schema
})
afterAll(() => folder.remove())

/** What `check` answers to these settings. */
async function answerTo(settings: object): Promise<string> {
  const { stdout } = await run(['check', '--config', folder.file('config.json', settings)])
  return stdout
}

test('test_match_expected: spec answers with the committed file, once', () => {
  const specs = messages.filter(({ type }) => type === 'SPEC')

  expect(specs).toEqual([{ type: 'SPEC', spec: jsonOf(spec_path) }])
})

test('test_config_match_spec: the settings of the tests fit the form', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(form)

  expect(validate(config)).toBe(true)
  expect(validate({ ...config, lender: 'two words' })).toBe(false)
})

test.each(SPEC_RULES)('$rule', ({ problems, spoiled }) => {
  const properties = { ...propertiesOf(form), ...spoiled }

  expect(problems(form)).toEqual([])
  expect(problems({ ...form, properties })).not.toEqual([])
})

test('test_required: check refuses settings without a required field, and names it', async () => {
  const required = form['required'] as readonly string[]
  expect(required.length).toBeGreaterThan(0)

  for (const field of required) {
    const answer = await answerTo({ ...config, [field]: undefined })

    expect(answer).toContain('"status":"FAILED"')
    expect(answer).toContain(`${field} is missing`)
  }
})

test('test_optional: check needs no optional field', async () => {
  const required = form['required'] as readonly string[]
  const settings = Object.fromEntries(required.map((field) => [field, config[field]]))

  // Without an environment it would log in to production.
  expect(await answerTo({ ...settings, environment: 'sandbox' })).toContain('"status":"SUCCEEDED"')
})

test('test_has_secret: the form has a secret', () => {
  const secrets = placesIn(form).filter(({ schema }) => schema['airbyte_secret'] === true)

  expect(secrets.map(({ name }) => name)).toEqual(['password'])
})

test('test_secret_never_in_the_output: no command tells the password', async () => {
  const catalog = pathOf('test/acceptance/catalog.json')
  const [ours, wrong] = ['a-password-of-ours', 'the-wrong-password']
  const settings = { ...config, password: ours }
  const right = ['--config', folder.file('right.json', settings)]
  const refused = ['--config', folder.file('refused.json', { ...config, password: wrong })]
  const malformed = ['--config', folder.file('malformed.json', { ...settings, page_size: '7' })]
  const commands = [
    ['check', ...right],
    ['check', ...refused],
    ['check', ...malformed],
    ['discover', ...right],
    ['read', ...right, '--catalog', catalog],
    ['read', ...refused, '--catalog', catalog],
  ]

  for (const command of commands) {
    const { stdout, stderr } = await run(command, { LOG_LEVEL: 'DEBUG' })

    expect(stdout).toContain('"type"')
    expect(stdout + stderr).not.toContain(ours)
    expect(stdout + stderr).not.toContain(wrong)
  }
})

test('test_image_labels: the image is called what metadata.yaml says', () => {
  const { dockerRepository, dockerImageTag } = metadata()

  expect(imageOf().labels).toMatchObject({
    'io.airbyte.name': dockerRepository,
    'io.airbyte.version': dockerImageTag,
  })
})

test('test_image_environment_variables: Kubernetes starts what Docker starts', () => {
  const { environment, entrypoint } = imageOf()

  expect(environment['AIRBYTE_ENTRYPOINT']).toBeTruthy()
  expect(environment['AIRBYTE_ENTRYPOINT']).toBe(entrypoint.join(' '))
})

test('a Dockerfile that has lost its labels or its entry point is noticed', () => {
  const dockerfile = 'FROM a AS build\nENV A=1\nFROM b\nENV B="2 3" C=4\nENTRYPOINT ["node", "x"]\n'

  expect(imageOf(dockerfile)).toEqual({
    labels: {},
    environment: { B: '2 3', C: '4' },
    entrypoint: ['node', 'x'],
  })
})

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { parseConfig } from '../src/config'
import { loadSpec } from '../src/schemas'
import { STREAMS } from '../src/streams'
import { allOf, jsonOf, pathOf, textOf, yamlOf } from './support/repository'

const FILES = readdirSync(pathOf('examples'), { recursive: true, encoding: 'utf8' })
  .filter((name) => !/(^|\/)(node_modules|\.venv|venv|__pycache__)(\/|$)/.test(name))
  .map((name) => `examples/${name}`)
const endingIn = (ending: RegExp): string[] => FILES.filter((name) => ending.test(name))

const SETTINGS = Object.keys(
  (loadSpec()['connectionSpecification'] as { readonly properties: object }).properties,
)
test.each(endingIn(/\.json$/))('%s is JSON', (name) => {
  expect(() => jsonOf(name)).not.toThrow()
})

test.each(endingIn(/\.ya?ml$/))('%s is YAML', (name) => {
  expect(yamlOf(name)).toEqual(expect.any(Object))
})

test.each(endingIn(/\.sh$/))('%s is a script that sh can read', (name) => {
  const { status, stderr } = spawnSync('sh', ['-n', pathOf(name)], { encoding: 'utf8' })

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('the Helm values name no proxy until somebody takes the comment signs off', () => {
  const text = textOf('examples/abctl/values.yaml')
  const commented = text.slice(text.indexOf('# workloadLauncher:'))
  const proxies = (values: unknown): string[] => allOf(/(JOB_DEFAULT_ENV_\w+)/g, dump(values))

  expect(proxies(yamlOf('examples/abctl/values.yaml'))).toEqual([])
  expect(proxies(parse(commented.replace(/^# /gm, '')))).toEqual([
    'JOB_DEFAULT_ENV_HTTPS_PROXY',
    'JOB_DEFAULT_ENV_NO_PROXY',
  ])
})

test('the docker example has settings that the connector takes', () => {
  const config = parseConfig(jsonOf('examples/docker/config.json'), Date.UTC(2026, 10, 21))

  expect(config.environment).toBe('sandbox')
})

test('the API example sends settings that there are, and no credentials', () => {
  const source = jsonOf('examples/api/source.json') as { readonly configuration: object }
  const script = textOf('examples/api/setup.sh')

  const sent = [...Object.keys(source.configuration), ...allOf(/(\w+): env\.CLEARGRID_/g, script)]

  expect(sent.filter((name) => !SETTINGS.includes(name))).toEqual([])
  expect(sent).toEqual(expect.arrayContaining(['lender', 'email', 'password']))
  expect(Object.keys(source.configuration)).not.toContain('password')
})

/** What examples for others' tools, which know no table of ours, rely on. */
test.each(STREAMS)(
  '$name: what is required is the primary key, and last the cursor field',
  (row) => {
    const { required } = jsonOf(`schemas/${row.name}.json`) as { readonly required: string[] }

    expect(required).toEqual([...row.primaryKey, row.cursorField])
  },
)

test('the Terraform example names settings that there are, and takes the streams from their schemas', () => {
  const text = textOf('examples/terraform/main.tf')
  const [, source = ''] = /resource "airbyte_source" .*?jsonencode\(\{(.*?)\}\)/s.exec(text) ?? []

  const settings = allOf(/^\s+(\w+)\s+=/gm, source)

  expect(settings).toContain('password')
  expect(settings.filter((name) => !SETTINGS.includes(name))).toEqual([])
  expect(text).toContain('"${path.module}/../../schemas"')
})

test('the Terraform example defines each variable that it uses, and hides the secret ones', () => {
  const used = new Set(allOf(/\bvar\.(\w+)/g, textOf('examples/terraform/main.tf')))
  const blocks = textOf('examples/terraform/variables.tf')
    .split(/^variable /m)
    .slice(1)
  const sensitive = blocks.filter(
    (block) => block.includes('sensitive   = true') || block.includes('sensitive = true'),
  )

  expect(new Set(blocks.map(nameOfBlock))).toEqual(used)
  expect(sensitive.map(nameOfBlock).filter((name) => /password|secret/.test(name))).toEqual(
    blocks.map(nameOfBlock).filter((name) => /password|secret/.test(name)),
  )
})

test('no link of an example or a page leads nowhere', () => {
  const docs = readdirSync(pathOf('docs')).map((name) => `docs/${name}`)
  const pages = ['README.md', ...docs, ...FILES].filter((name) => name.endsWith('.md'))
  const links = pages.flatMap((page) =>
    allOf(/\]\((?!https?:)([^)\s]+)/g, textOf(page)).map((link) => ({ page, link })),
  )

  expect(links.length).toBeGreaterThan(20)
  expect(links.filter(({ page, link }) => !leadsSomewhere(page, link))).toEqual([])
})

/** Whether a relative link names a file or folder that is there, and a header in it. */
function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : join(dirname(page), path)
  if (!existsSync(pathOf(target))) return false
  return anchor === undefined || anchorsOf(textOf(target)).includes(anchor)
}

/** The anchors that GitHub gives to headers. */
function anchorsOf(markdown: string): string[] {
  return allOf(/^#+ (.*)$/gm, markdown).map((header) =>
    header
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}

function dump(value: unknown): string {
  return JSON.stringify(value)
}

function nameOfBlock(block: string): string {
  return /^"(\w+)"/.exec(block)?.[1] ?? ''
}

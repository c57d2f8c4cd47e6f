import { loadSpec } from '../src/schemas'
import { STREAMS } from '../src/streams'
import { allOf, textOf, yamlOf } from './support/repository'

/**
 * What Airbyte's connectors_qa asks of a connector's page, restated: the headers of its template in
 * order, and the sentences that must be there word for word.
 */
const PAGE = textOf('docs/cleargrid.md')

const { name: NAME } = (yamlOf('metadata.yaml') as { readonly data: { readonly name: string } })
  .data

const HEADERS = [
  NAME,
  'Prerequisites',
  'Setup guide',
  `Set up ${NAME}`,
  `Set up the ${NAME} connector in Airbyte`,
  'For Airbyte Cloud:',
  'For Airbyte Open Source:',
  'Supported sync modes',
  'Supported Streams',
  'IP allow list',
  'Performance considerations',
  'Data type map',
  'Limitations & Troubleshooting',
  'Tutorials',
  'Changelog',
]

/** Headers of our own may stand where the template leaves room for them: after these. */
const ROOM_AFTER = [
  'For Airbyte Open Source:',
  'Supported Streams',
  'Limitations & Troubleshooting',
]

const BEGINNINGS: readonly (readonly [header: string, text: string])[] = [
  [
    'For Airbyte Cloud:',
    '1. [Log into your Airbyte Cloud](https://cloud.airbyte.com/workspaces) account.\n' +
      '2. Click Sources and then click + New source.\n' +
      `3. On the Set up the source page, select ${NAME} from the Source type dropdown.\n` +
      `4. Enter a name for the ${NAME} connector.\n`,
  ],
  ['For Airbyte Open Source:', '1. Navigate to the Airbyte Open Source dashboard.\n'],
  [
    'Supported sync modes',
    `The ${NAME} source connector supports the following ` +
      '[sync modes](https://docs.airbyte.com/cloud/core-concepts/#connection-sync-modes):\n\n',
  ],
  [
    'Tutorials',
    `Now that you have set up the ${NAME} source connector, ` +
      `check out the following ${NAME} tutorials:\n\n`,
  ],
  ['Changelog', '<details>\n  <summary>Expand to review</summary>\n\n| Version | Date'],
]

test("the headers are the template's, in its order, and ours where it leaves room", () => {
  const found = allOf(/^#{1,4} (.*)$/gm, PAGE)
  const places = found.flatMap((header, place) => (HEADERS.includes(header) ? [] : [place]))

  const before = places.map((place) => found.slice(0, place).findLast((h) => HEADERS.includes(h)))

  expect(found.filter((header) => HEADERS.includes(header))).toEqual(HEADERS)
  expect(before.filter((header) => !ROOM_AFTER.includes(header ?? ''))).toEqual([])
})

test('it begins with the sentence that the platform hides', () => {
  const hidden =
    /^# (\w+)\n\n<HideInUI>\n\nThis page contains the setup guide and reference information for the \[(\w+)\]\(https:\/\/[^)]+\) source connector\.\n\n<\/HideInUI>\n\n/

  expect(hidden.exec(PAGE)?.slice(1)).toEqual([NAME, NAME])
})

test.each(BEGINNINGS)('the section %s begins as the template says', (header, text) => {
  expect(section(header).slice(0, text.length)).toBe(text)
})

test('the prerequisites name each required setting', () => {
  const { required, properties } = loadSpec()['connectionSpecification'] as Form
  const titles = required.map((name) => properties[name]?.title.toLowerCase())

  const prerequisites = section('Prerequisites').toLowerCase()

  expect(titles.filter((title) => !prerequisites.includes(title ?? '?'))).toEqual([])
})

test('the table of streams is the one that the connector has', () => {
  const rows = [
    ...section('Supported Streams').matchAll(
      /^\| `(\w+)` \| (S\d\/D\d+) \| `(\w+)` \| ([^|]+) \|/gm,
    ),
  ]

  expect(rows.map(([, ...cells]) => cells)).toEqual(
    STREAMS.map(({ name, dataset, cursorField, primaryKey }) => [
      name,
      `${dataset.section}/${dataset.code}`,
      cursorField,
      primaryKey.map((field) => `\`${field}\``).join(', '),
    ]),
  )
})

test('the IP allow list names the hosts that metadata.yaml allows', () => {
  const { data } = yamlOf('metadata.yaml') as {
    readonly data: { readonly allowedHosts: { readonly hosts: readonly string[] } }
  }

  expect(allOf(/^\| `\w+` \| `(.+)` \|$/gm, section('IP allow list'))).toEqual(
    data.allowedHosts.hosts,
  )
})

/** One way through Airbyte's UI, in the same words wherever it is told. */
test.each([
  '*Workspace settings → Sources → New connector → Add a new Docker connector*: display name `ClearGrid`, full image name ',
  '*Sources → New source → ClearGrid*',
])('the README, this page and the example of abctl say: %s', (way) => {
  const tellers = ['README.md', 'docs/cleargrid.md', 'examples/abctl/README.md']

  expect(tellers.filter((name) => !textOf(name).includes(way))).toEqual([])
})

test('links out of it are https', () => {
  expect(PAGE).not.toMatch(/http:\/\//)
})

/** What stands below a header, up to the next one. */
function section(header: string): string {
  const [, text = ''] = PAGE.split(new RegExp(`^#+ ${header}\\n\\n`, 'm'))
  return text.split(/^#+ /m)[0] ?? ''
}

interface Form {
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, { readonly title: string }>>
}

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
  'Performance considerations',
  'Data type map',
  'Limitations & Troubleshooting',
  'Tutorials',
  'Changelog',
]

/** Headers of our own may stand where the template leaves room for them: behind these. */
const ROOM_BEHIND = [
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
  expect(before.filter((header) => !ROOM_BEHIND.includes(header ?? ''))).toEqual([])
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
    ...section('Supported Streams').matchAll(/^\| `(\w+)` \| (S4\/D\d+) \| `(\w+)` \| `(\w+)`/gm),
  ]

  expect(rows.map(([, ...cells]) => cells)).toEqual(
    STREAMS.map(({ name, dataset, cursorField, primaryKey }) => [
      name,
      `${dataset.section}/${dataset.code}`,
      cursorField,
      primaryKey,
    ]),
  )
})

test('links out of it are https', () => {
  expect(PAGE).not.toMatch(/http:\/\//)
})

/** What stands behind a header, up to the next one. */
function section(header: string): string {
  const [, text = ''] = PAGE.split(new RegExp(`^#+ ${header}\\n\\n`, 'm'))
  return text.split(/^#+ /m)[0] ?? ''
}

interface Form {
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, { readonly title: string }>>
}

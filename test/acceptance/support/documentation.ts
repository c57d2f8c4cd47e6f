/** A heading of a Markdown page, and the text below it up to the next heading. */
export interface Section {
  readonly heading: string
  readonly text: string
}

export function sectionsOf(page: string): readonly Section[] {
  const prose = page.replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
  return [...prose.matchAll(/^#{1,6} (.+)\n([\s\S]*?)(?=^#{1,6} |$(?![\s\S]))/gm)].map(
    ([, heading = '', text = '']) => ({ heading: heading.trim(), text }),
  )
}

/** The text below a heading; of several with the same heading the last, as Airbyte's tests do. */
export function sectionOf(page: string, heading: string): string | undefined {
  return sectionsOf(page)
    .filter((section) => section.heading === heading)
    .at(-1)?.text
}

/** Other headings may stand here. */
const OTHERS = '*'

/** The headings in their order; those with a question mark may be missing. */
function templateOf(name: string): readonly string[] {
  return [
    name,
    'Prerequisites',
    'Setup guide',
    `Set up ${name}`,
    'For Airbyte Cloud:?',
    'For Airbyte Open Source:?',
    OTHERS,
    `Set up the ${name} connector in Airbyte?`,
    'For Airbyte Cloud:?',
    'For Airbyte Open Source:?',
    OTHERS,
    'Supported sync modes',
    'Supported Streams',
    OTHERS,
    'Performance considerations?',
    'Data type map?',
    'Limitations & Troubleshooting?',
    OTHERS,
    'Tutorials?',
    'Changelog',
  ]
}

/** The first heading that is out of place, or the first that is missing. */
export function structureProblems(page: string, name: string): readonly string[] {
  const headings = sectionsOf(page).map(({ heading }) => heading.replace(/^Step [12]: /, ''))
  const template = templateOf(name)
  const known = template.map((entry) => entry.replace(/\?$/, ''))
  let index = 0
  for (const [place, expected] of known.entries()) {
    if (expected === OTHERS) {
      while (index < headings.length && !known.includes(headings[index] ?? '')) index += 1
    } else if (headings[index] === expected) {
      index += 1
    } else if (!template[place]?.endsWith('?')) {
      return [`expected "${expected}", found "${headings[index] ?? 'the end'}"`]
    }
  }
  return headings.slice(index).map((heading) => `"${heading}" after the changelog`)
}

/** The lines that Airbyte's pages have in common, each under its heading. */
export function linesInCommon(name: string): readonly (readonly [string, readonly string[]])[] {
  const link = `[${name}](`
  const syncModes =
    '[sync modes](https://docs.airbyte.com/cloud/core-concepts/#connection-sync-modes)'
  return [
    [
      name,
      [
        '<HideInUI>',
        `This page contains the setup guide and reference information for the ${link}`,
        '</HideInUI>',
      ],
    ],
    [
      'For Airbyte Cloud:',
      ['1. [Log into your Airbyte Cloud](https://cloud.airbyte.com/workspaces) account.'],
    ],
    ['For Airbyte Open Source:', ['1. Navigate to the Airbyte Open Source dashboard.']],
    ['Supported sync modes', [`The ${name} source connector supports the following ${syncModes}:`]],
    [
      'Tutorials',
      [
        `Now that you have set up the ${name} source connector, ` +
          `check out the following ${name} tutorials:`,
      ],
    ],
  ]
}

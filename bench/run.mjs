import { parseArgs } from 'node:util'
import { quick } from './quick.mjs'
import { SCENARIOS } from './scenarios.mjs'
import { whole } from './whole.mjs'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    trial: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})
const say = (line) => void process.stdout.write(`${line}\n`)

const only = values.only?.split(',')
const unknown = only?.find((name) => !Object.hasOwn(SCENARIOS, name))
if (unknown !== undefined) {
  say(`There is no scenario ${unknown}: ${Object.keys(SCENARIOS).join(', ')}.`)
  process.exitCode = 2
} else if (values.quick) {
  if (!(await quick(say))) process.exitCode = 1
} else {
  await whole({ only, isTrial: values.trial, isWriting: values.write }, say)
}

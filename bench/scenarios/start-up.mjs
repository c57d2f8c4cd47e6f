import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApi } from '../api-process.mjs'
import { CONNECTOR, connectorConfig, files } from '../contenders.mjs'
import { milliseconds, times } from '../report/numbers.mjs'
import { median } from '../rounds.mjs'

const LATENCY_MS = 200

/** What the short commands take, against a Node script that does nothing. */
export async function startUp({ rounds, say }) {
  const folder = await mkdtemp(join(tmpdir(), 'cleargrid-bench-start-'))
  const near = await startApi({ rows: 1_000 })
  const far = await startApi({ rows: 1_000, latencyMs: LATENCY_MS })
  try {
    const commands = await commandsIn(folder, { near, far })
    const found = await inTurn(commands, rounds(15), say)
    return section(found)
  } finally {
    await near.close()
    await far.close()
    await rm(folder, { recursive: true })
  }
}

async function commandsIn(folder, { near, far }) {
  const empty = join(folder, 'empty.cjs')
  await writeFile(empty, '')
  const configOf = async (api, name) => {
    const config = connectorConfig({ api, pageSize: 500, concurrency: 4 })
    return await files(folder, { config }, name)
  }
  return [
    { name: 'an empty script', words: [empty] },
    { name: '`spec`', words: [CONNECTOR, 'spec'] },
    {
      name: '`discover`',
      words: [CONNECTOR, 'discover', ...(await configOf(near, 'near'))],
      api: near,
    },
    { name: '`check`', words: [CONNECTOR, 'check', ...(await configOf(near, 'near'))], api: near },
    {
      name: `\`check\`, ${LATENCY_MS} ms an answer`,
      words: [CONNECTOR, 'check', ...(await configOf(far, 'far'))],
      api: far,
    },
  ]
}

async function inTurn(commands, rounds, say) {
  const found = commands.map(({ name }) => ({ name, walls: [], requests: 0 }))
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, { words, api }] of commands.entries()) {
      await api?.served()
      found[at].walls.push(await wallMs(words))
      found[at].requests = (await api?.served())?.requests ?? 0
    }
  }
  say(`start-up: ${rounds} rounds of ${commands.map(({ name }) => name).join(', ')}`)
  return found
}

async function wallMs(words) {
  const begun = performance.now()
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}.`)
  return performance.now() - begun
}

function section(found) {
  const [empty, spec, discover, near, far] = found
  const against = ({ walls }) => median(walls.map((wall, round) => wall / empty.walls[round]))
  const roundTrips = (median(far.walls) - median(near.walls)) / LATENCY_MS
  const beyondMs = Math.max(median(near.walls), median(discover.walls))
  return {
    title: 'Start-up of the short commands',
    text: [
      `A round trip is what ${LATENCY_MS} ms of latency add: \`check\` takes ` +
        `${roundTrips.toFixed(1)} of them (the login, then all streams at once), \`discover\` and ` +
        '`spec` ask nothing.',
    ],
    tables: [
      {
        titles: ['command', 'wall against an empty script', 'wall, ms', 'requests'],
        rows: found.map((own) => [
          own.name,
          times(against(own)),
          milliseconds(median(own.walls)),
          own.requests,
        ]),
      },
    ],
    claims: [
      {
        claim: 'wall time of `spec` against an empty Node script',
        asked: 'at most 1.5',
        found: times(against(spec)),
        isMet: against(spec) <= 1.5,
      },
      {
        claim: 'round trips of `check`; the slower of `check` and `discover` without them',
        asked: 'at most 2; at most 500 ms',
        found: `${roundTrips.toFixed(1)}; ${milliseconds(beyondMs)} ms`,
        isMet: roundTrips < 2.5 && beyondMs <= 500,
      },
    ],
  }
}

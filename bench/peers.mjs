import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { catalog, files, NODE } from './contenders.mjs'
import { CREDENTIALS } from './contenders/credentials.mjs'
import { installFaros, installLowCode } from './install.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/**
 * The connectors that a user could pick instead, installed if need be.
 * @returns those that can be run here, and a sentence for each that cannot.
 */
export async function findPeers(say) {
  const peers = []
  const leftOut = []
  for (const { name, find } of [
    { name: 'low-code', find: lowCode },
    { name: 'faros', find: faros },
  ]) {
    say(`installing ${name}, unless it is there`)
    try {
      peers.push(await find())
    } catch (thrown) {
      leftOut.push(`${name} is left out, it cannot be installed here: ${firstLine(thrown)}`)
    }
  }
  return { peers, leftOut }
}

function firstLine({ stderr, message }) {
  return (stderr || message).trim().split('\n').at(-1)
}

async function lowCode() {
  const { programs, version, python } = await installLowCode()
  return {
    name: 'low-code',
    label: 'Airbyte’s low-code',
    title: `Airbyte’s low-code connector (airbyte-cdk ${version}, ${python})`,
    emits: true,
    command: async (task, folder) => [
      join(programs, 'python'),
      here('usage.py'),
      join(programs, 'source-declarative-manifest'),
      'read',
      '--manifest-path',
      here('low-code/manifest.yaml'),
      ...(await files(folder, { config: lowCodeConfig(task), catalog: await catalog() })),
    ],
  }
}

function lowCodeConfig({ api, pageSize, concurrency }) {
  return {
    base_url: api.baseUrl,
    lender: 'bench',
    lender_public_id: api.lenderPublicId,
    ...CREDENTIALS,
    start_date: api.since,
    end_date: api.until,
    page_size: pageSize,
    num_workers: concurrency,
  }
}

async function faros() {
  const { cdk, version } = await installFaros()
  return {
    name: 'faros',
    label: 'Faros’s CDK',
    title: `Faros’s CDK (faros-airbyte-cdk ${version}), axios`,
    emits: true,
    command: async (task, folder) => [
      ...NODE,
      here('contenders/faros.cjs'),
      cdk,
      'read',
      ...(await files(folder, { config: farosConfig(task), catalog: await catalog() })),
    ],
  }
}

function farosConfig({ api, pageSize }) {
  const { baseUrl, since, until } = api
  return { baseUrl, since, until, pageSize, ...CREDENTIALS }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../dist-page/main.mjs', import.meta.url))

/**
 * What `npm run page` does: one page of figures of the tables, compared with ClearGrid's counts.
 * @param folder where the settings are written that ClearGrid is asked with.
 * @param signal ends it.
 * @param sandboxNow when the sandbox is asked: right after the sync, as its rows go on changing.
 * @returns the page's file and its size, as the program says them.
 */
export async function makePage({ database, title, out, config, folder, signal, sandboxNow }) {
  const settings = join(folder, 'page-config.json')
  await writeFile(settings, JSON.stringify(config))
  const words = ['--duckdb', database, '--config', settings, '--title', title, '--out', out]
  const env = { ...process.env, CLEARGRID_SANDBOX_NOW: sandboxNow }
  const child = spawn(process.execPath, [PROGRAM, ...words], { signal, env })
  const closed = once(child, 'close')
  // Awaited below; until then, its failure must not count as unhandled.
  closed.catch(() => {})
  const [said, errors] = await Promise.all([textOf(child.stdout), textOf(child.stderr)])
  const [code] = await closed
  if (code !== 0) throw new Error(`The page could not be made. ${errors.trim()}`)
  return said.trim()
}

async function textOf(stream) {
  let text = ''
  for await (const chunk of stream.setEncoding('utf8')) text += chunk
  return text
}

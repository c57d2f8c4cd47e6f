import { clockFrom } from '../src/commands/clock'
import { messageOf } from '../src/errors'
import { createSecrets } from '../src/protocol/secrets'
import { systemRuntime } from '../src/runtime'
import { makePage } from './make-page'
import { optionsFrom, USAGE, UsageError } from './options'

await main(process.argv.slice(2))

/** `npm run page`: says where the page is, or on stderr why there is none. */
async function main(args: readonly string[]): Promise<void> {
  const secrets = createSecrets()
  secrets.add(process.env['PGPASSWORD'] ?? '')
  const tell = (text: string): void => {
    const told = secrets.hide({ type: 'LOG', log: { level: 'ERROR', message: text } })
    process.stderr.write(`page: ${told.type === 'LOG' ? told.log.message : ''}\n`)
  }
  try {
    if (args.includes('--help')) {
      process.stdout.write(USAGE)
      return
    }
    const options = optionsFrom(args)
    const runtime = systemRuntime((level, message) => {
      if (level === 'WARN' || level === 'ERROR') tell(message)
    })
    const start = process.env['CLEARGRID_SANDBOX_NOW'] ?? ''
    const sandboxNow =
      start === '' ? runtime.now : clockFrom(start, 'CLEARGRID_SANDBOX_NOW', runtime.now)
    const bytes = await makePage(options, { runtime, secrets, sandboxNow })
    process.stdout.write(`${options.out} (${Math.round(bytes / 1_000)} kB)\n`)
  } catch (thrown) {
    process.exitCode = thrown instanceof UsageError ? 2 : 1
    tell(messageOf(thrown))
  }
}

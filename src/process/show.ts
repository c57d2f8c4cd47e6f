import { OutputFailedError } from '../protocol/writer'
import { print } from './edge'

/** Text that a person asked for. A reader that has gone has read enough. */
export async function show(text: string): Promise<void> {
  try {
    await print(text)
  } catch (lost) {
    if (!(lost instanceof OutputFailedError)) return
    process.exitCode = 1
    process.stderr.write(`source-cleargrid: ${lost.message}\n`)
  }
}

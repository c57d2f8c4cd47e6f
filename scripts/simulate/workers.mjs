import { fork } from 'node:child_process'

/** Few enough that no core waits long for another at the end. */
const SEEDS_AT_ONCE = 4

/**
 * Lives the seeds in so many processes. Who is done with some gets the next: a few seeds take as
 * long as a hundred others.
 * @param order what is wanted of each seed: `story`, `isOnce`.
 * @param onResult is called once for each seed, as they come.
 */
export async function runSeeds(script, { seeds, cores, order }, onResult) {
  const waiting = [...seeds]
  const next = () => waiting.splice(0, SEEDS_AT_ONCE)
  const workers = Array.from({ length: Math.min(cores, seeds.length) }, () =>
    runWorker(script, { next, order }, onResult),
  )
  await Promise.all(workers)
}

/** Resolves when nothing is left to do. */
function runWorker(script, { next, order }, onResult) {
  return new Promise((resolve, reject) => {
    const child = fork(script, { stdio: 'inherit' })
    let left = []
    const giveMore = () => {
      left = next()
      if (left.length === 0) child.disconnect()
      else child.send({ ...order, seeds: left })
    }
    child.on('message', (result) => {
      left = left.filter((seed) => seed !== result.seed)
      onResult(result)
      if (left.length === 0) giveMore()
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (code === 0) resolve()
      else reject(new Error(`A worker ended with ${code ?? signal}, in seed ${left[0]}`))
    })
    giveMore()
  })
}

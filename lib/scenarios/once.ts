import { setImmediate } from 'node:timers/promises'
import pLimit from 'p-limit'

/** Work that is done on request, each piece once for the same settings, and one after the other. */
interface Once<Result> {
  /** @throws what the work throws; whoever asks again has it tried again */
  (settings: unknown, name: string, work: () => Promise<Result>): Promise<Result>
}

/**
 * @param most for how many settings results are remembered; those asked for last stay
 */
export function createOnce<Result>(most: number): Once<Result> {
  const remembered = new Map<string, Map<string, Promise<Result>>>()
  const oneAtATime = pLimit(1)

  /** Between two pieces it is the turn of whoever else waits for the process. */
  const inTurn = (work: () => Promise<Result>): Promise<Result> =>
    oneAtATime(async () => {
      await setImmediate()
      return work()
    })

  function under(settings: unknown): Map<string, Promise<Result>> {
    const key = JSON.stringify(settings)
    const known = remembered.get(key) ?? new Map<string, Promise<Result>>()
    remembered.delete(key)
    remembered.set(key, known)
    const [oldest] = remembered.keys()
    if (remembered.size > most && oldest !== undefined) remembered.delete(oldest)
    return known
  }

  return (settings, name, work) => {
    const known = under(settings)
    const done = known.get(name) ?? inTurn(work)
    known.set(name, done)
    done.catch(() => known.delete(name))
    return done
  }
}

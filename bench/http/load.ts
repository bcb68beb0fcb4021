import { z } from 'zod'

/** Requests without end, by autocannon: over so many connections, for a while. */

const CONNECTIONS = 64

export interface Target {
  url: string
  headers?: Record<string, string>
}

/** What came of it: answers a second, milliseconds, and how many were no success. */
export interface Served {
  answered: number
  perSecond: number
  p50: number
  p99: number
  errors: number
}

/** As far as it is used here. */
interface Running extends PromiseLike<unknown> {
  on(
    event: 'response',
    heard: (client: unknown, status: number, bytes: number, ms: number) => void,
  ): void
}

interface Options extends Target {
  connections: number
  duration: number
}

const ofCannon = z.object({
  default: z.custom<(options: Options, done: (error: Error | null) => void) => Running>(
    (value) => typeof value === 'function',
  ),
})

/** Installed by `npm ci --prefix bench`, and by nothing else. */
const loaded: unknown = await import(
  new URL('../node_modules/autocannon/autocannon.js', import.meta.url).href
)
const cannon = ofCannon.parse(loaded).default

export async function load(target: Target, seconds: number): Promise<Served> {
  const taken: number[] = []
  let errors = 0
  const began = performance.now()
  await new Promise<void>((resolve, reject) => {
    const options = { ...target, connections: CONNECTIONS, duration: seconds }
    const run = cannon(options, (error) => (error ? reject(error) : resolve()))
    run.on('response', (_, status, __, ms) => {
      if (status === 200) taken.push(ms)
      else errors += 1
    })
  })
  return served(target, taken, errors, (performance.now() - began) / 1000)
}

/** @throws where nothing was answered: a figure of nothing would be kept as if it were one */
export function served(
  { url }: Target,
  taken: readonly number[],
  errors: number,
  seconds: number,
): Served {
  if (taken.length === 0) throw new Error(`${url} answered nothing (${errors} refusals)`)
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
  return {
    answered: taken.length,
    perSecond: taken.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    errors,
  }
}

/** Of several runs of the same: the middle one of each figure, and all errors. */
export function middle(runs: readonly Served[]): Served {
  const of = (name: 'perSecond' | 'p50' | 'p99') =>
    runs.map((run) => run[name]).toSorted((a, b) => a - b)[runs.length >> 1] ?? Number.NaN
  const sum = (name: 'answered' | 'errors') => runs.reduce((all, run) => all + run[name], 0)
  const [answered, errors] = [sum('answered'), sum('errors')]
  return { answered, perSecond: of('perSecond'), p50: of('p50'), p99: of('p99'), errors }
}

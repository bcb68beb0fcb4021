import { strategies } from '../lib/strategies/registry.ts'
import type { Timing } from './rounds.ts'

/** What was asked of the figures, each as a ratio to something in the same run. */
export interface Target {
  what: string
  /** Of the two medians. */
  ratio: number
  atMost: number
}

/** Slower than that by this much at least: libraries that seal, or keep, a whole session. */
const FASTER_THAN_LIBRARIES = 10

export function targetsOf(timings: readonly Timing[]): Target[] {
  const micros = (name: string): number => {
    const found = timings.find((timing) => timing.name === name)
    if (!found) throw new Error(`nothing was measured of "${name}"`)
    return found.median
  }
  const mac = micros('HMAC-SHA256 and compare')
  const read = micros('a prepared read')
  const hashAndRead = micros('SHA-256 and a prepared read')
  const hot = (id: string) => micros(`${id}: verify, seen before`)
  const target = (what: string, took: number, of: number, atMost: number): Target => ({
    what,
    ratio: took / of,
    atMost,
  })

  const jwt = strategies.filter(({ id }) => id.startsWith('jwt-'))
  return [
    target('stateless-jwt, seen before: to the MAC', hot('stateless-jwt'), mac, 1.5),
    target(
      'stateless-jwt, a new one: to jose alone',
      micros('stateless-jwt: verify, a new one'),
      micros('jose alone, a new one'),
      1.15,
    ),
    ...jwt.map(({ id, cost }) =>
      target(
        `${id}, seen before: to 1.5 MACs and 1.5 of its ${cost.request.reads} reads`,
        hot(id),
        1.5 * mac + 1.5 * read * cost.request.reads,
        1,
      ),
    ),
    target(
      'cookie-session: to its hash and its two reads',
      hot('cookie-session'),
      2 * hashAndRead,
      2,
    ),
    ...timings
      .filter(({ name }) => /^(next-auth|iron-session|better-auth)\b.*: session/.test(name))
      .map(({ name, median }) =>
        target(
          `cookie-session: to ${name}`,
          hot('cookie-session'),
          median,
          1 / FASTER_THAN_LIBRARIES,
        ),
      ),
    ...timings
      .filter(({ name }) => /^(jsonwebtoken|fast-jwt, without)/.test(name))
      .map(({ name, median }) =>
        target(`stateless-jwt: to ${name}`, hot('stateless-jwt'), median, 1),
      ),
    target('opening a workspace: to 8 µs', micros('opening a workspace'), 8, 1),
  ]
}

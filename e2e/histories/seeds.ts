import { schedulerFor } from 'fast-check'
import type { History, Operation } from './operations.ts'

/** The checks play the same histories every time; `npm run test:long` draws others. */
const drawn = process.env['LAB_LONG'] === '1' ? Date.now() % 2 ** 31 : 20_261_125
export const seed = process.env['LAB_SEED'] === undefined ? drawn : Number(process.env['LAB_SEED'])

/** Histories that have failed once: they are played first. */

export const one = (what: Operation['what'], with_: Partial<Operation> = {}): Operation => ({
  what,
  device: 0,
  age: 0,
  strategy: 0,
  process: 0,
  choice: 0,
  ...with_,
})

/** One after the other: these need no luck. */
const inTurn = (...operations: Operation[]): History => ({
  processes: 1,
  rounds: [[operations]],
  scheduler: schedulerFor([]),
})

/** The password is being hashed while all devices are signed out: what it is granted from is gone. */
export const checkThenWait: History = {
  processes: 1,
  rounds: [[[one('give the password again')], [one('look'), one('log out everywhere')]]],
  scheduler: schedulerFor([]),
}

interface Failed {
  strategy: string
  why: string
}

export const failedOnce: readonly (Failed & { history: History })[] = [
  {
    strategy: 'iron-session',
    why: 'the request that finished a rotation of the keys was let in under the old ones',
    history: inTurn(one('a store is lost', { choice: 2 }), one('rotate the keys')),
  },
  ...['stateless-jwt', 'jwt-blocklist', 'jwt-refresh-denylist'].map((strategy) => ({
    strategy,
    why: 'devices were signed out with a key that was to be thrown away, and was remembered',
    history: inTurn(
      one('a store is lost', { choice: strategy === 'stateless-jwt' ? 2 : 4 }),
      one('rotate the keys'),
      one('log out everywhere'),
    ),
  })),
  {
    strategy: 'cached-session',
    why: 'a device that had been signed out ended another one',
    history: inTurn(
      one('log out here', { device: 1 }),
      one('end a device', { device: 1, choice: 1 }),
    ),
  },
]

/**
 * The same for what only an order of steps brings about. A seed holds for as long as histories are
 * made of the same things: after a change there, what they stand for has to be found anew.
 */
export const failedSeeds: readonly (Failed & { seed: number; path: string })[] = [
  {
    why: 'starting over left an account as it was whose password was changed meanwhile',
    strategy: 'cookie-session',
    seed: 352_402_339,
    path: '226',
  },
]

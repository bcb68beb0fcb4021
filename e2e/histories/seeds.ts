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
  {
    why: 'the model took one refresh token, written with two keys, for two lineages',
    strategy: 'jwt-refresh-rotation',
    seed: 20_261_127,
    path: '3205:7:2:2:2:2:2:1:1:3:4:4:4:4:2:3:3:3:5:5:5:5:5:5:5:5:1:1:2:2:2:2:1:1:2',
  },
  {
    why: 'a renewal under way signed with a new key what one that was thrown away had signed',
    strategy: 'jwt-refresh-rotation',
    seed: 20_261_127,
    path: '5400:3:4:4:4:20:22:22:22:22:22:24:0:0:1:4:4:4:4:7:7:7:7:7:8:7:9:9:9:9:12:9:9:9:9',
  },
  {
    why: 'the model counted an end from when a session was told, and not from when it was begun',
    strategy: 'next-auth-database',
    seed: 20_261_127,
    path: '3461:23:6:6:11:11',
  },
]

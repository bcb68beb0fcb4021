import { createHmac } from 'node:crypto'
import { hash, hashSync, verify, verifySync } from '@node-rs/argon2'
import { createFairQueue } from './fair-queue.ts'
import { networkOf } from './network-of.ts'

/** OWASP's minimum for Argon2id, the library's default: 19 MiB, two passes, one lane. */
const OWASP_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** How many hashes run at once: they share four threads with everything else the process does. */
const AT_ONCE = 2
/** How many may wait. One waits for some milliseconds for each before it in its lane. */
const WAITING = { inAll: 2_000, inLane: 400 }

const BUSY = 'PasswordsBusy'

/** Too many passwords are waiting to be checked: the caller answers "try again". */
export const isBusy = (error: unknown): boolean => error instanceof Error && error.name === BUSY

export interface Passwords {
  /** @throws when too many are waiting, see `isBusy` */
  hash(password: string, from: Asking): Promise<string>
  /**
   * Lets tasks that verify passwords run one after the other, so that whoever counts failures in its
   * turn sees those of all turns before. @throws when too many are waiting, see `isBusy`
   */
  inTurn<T>(from: Asking, task: (verify: Verify) => Promise<T>): Promise<T>
  /** The password that the lab proposes for an account: told again to whoever owns the workspace. */
  suggest(workspace: string, username: string, version: number): string
}

/** Who asks: networks have their turns alike, in each its workspaces, and in each its accounts. */
export interface Asking {
  address: string
  /** Its key. */
  workspace: string
  /** Its user name. */
  account: string
}

const pathOf = ({ address, workspace, account }: Asking) => [networkOf(address), workspace, account]

/** `stored` null, for an unknown user, takes the same time and is never right. */
export type Verify = (stored: string | null, password: string) => Promise<boolean>

interface Hashing {
  hash(password: string, cost: typeof OWASP_COST): Promise<string>
  verify(stored: string, password: string): Promise<boolean>
}

/** On threads of their own, as what takes long has to be. */
const onThreads: Hashing = { hash, verify }

/** For what takes less time than the way to another thread and back. */
export const inThisTurn: Hashing = {
  hash: async (password, cost) => hashSync(password, cost),
  verify: async (stored, password) => verifySync(stored, password),
}

export function createPasswords(
  secret: string,
  cost = OWASP_COST,
  hashing: Hashing = onThreads,
): Passwords {
  const run = createFairQueue({ ...WAITING, atOnce: AT_ONCE }, busy)
  const turn = createFairQueue({ ...WAITING, atOnce: 1 }, busy)
  const decoy = run(TURN, () => hashing.hash('no account has this password', cost))
  const check: Verify = async (stored, password) => {
    const against = stored ?? (await decoy)
    // One at a time comes here: it has a lane to itself, beside those of the hashes.
    const matches = await run(TURN, () => hashing.verify(against, password))
    return matches && stored !== null
  }
  return {
    hash: (password, from) => run(['hash', ...pathOf(from)], () => hashing.hash(password, cost)),
    inTurn: (from, task) => turn(pathOf(from), () => task(check)),
    suggest(workspace, username, version) {
      const mac = createHmac('sha256', secret).update(`${workspace}|${username}|${version}`)
      const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
      const text = Array.from(
        mac.digest().subarray(0, 16),
        (byte) => letters[byte % letters.length],
      )
      return text.join('').replaceAll(/(.{4})(?!$)/g, '$1-')
    },
  }
}

const TURN = ['turn']

const busy = () => Object.assign(new Error('too many passwords are being checked'), { name: BUSY })

import { createHmac } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'

/** OWASP's minimum for Argon2id, the library's default: 19 MiB, two passes, one lane. */
const OWASP_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** How many hashes run at once: they share four threads with everything else the process does. */
const AT_ONCE = 2
const WAITING_AT_MOST = 200

const BUSY = 'PasswordsBusy'

/** Too many passwords are waiting to be checked: the caller answers "try again". */
export const isBusy = (error: unknown): boolean => error instanceof Error && error.name === BUSY

export interface Passwords {
  /** @throws when too many are waiting, see `isBusy` */
  hash(password: string): Promise<string>
  /**
   * Lets tasks that verify passwords run one after the other, so that whoever counts failures in its
   * turn sees those of all turns before. @throws when too many are waiting, see `isBusy`
   */
  inTurn<T>(task: (verify: Verify) => Promise<T>): Promise<T>
  /** The password that the lab proposes for an account: told again to whoever owns the workspace. */
  suggest(workspace: string, username: string, version: number): string
}

/** `stored` null, for an unknown user, takes the same time and is never right. */
export type Verify = (stored: string | null, password: string) => Promise<boolean>

export function createPasswords(secret: string, cost = OWASP_COST): Passwords {
  const run = limited(AT_ONCE, WAITING_AT_MOST)
  const turn = limited(1, WAITING_AT_MOST)
  const decoy = run(() => hash('no account has this password', cost))
  const check: Verify = async (stored, password) => {
    const against = stored ?? (await decoy)
    const matches = await run(() => verify(against, password))
    return matches && stored !== null
  }
  return {
    hash: (password) => run(() => hash(password, cost)),
    inTurn: (task) => turn(() => task(check)),
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

/** Runs at most `atOnce` tasks together and lets at most `waitingAtMost` wait. */
function limited(atOnce: number, waitingAtMost: number) {
  const limit = pLimit(atOnce)
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (limit.pendingCount >= waitingAtMost) {
      throw Object.assign(new Error('too many passwords are being checked'), { name: BUSY })
    }
    return limit(task)
  }
}

import type { ProblemCode } from '../kernel/problem.ts'
import { hashOf, newSecret } from '../tokens/opaque.ts'
import { changeNamed, resume, type Effects } from './account-events.ts'
import { guess } from './guess.ts'
import type { Runtime } from './runtime.ts'
import type { Workspace } from './workspace.ts'

/**
 * For who has forgotten the password: an operator makes a token, whoever holds it sets a new password
 * once, and every session of the account ends. Nobody is signed in by it (OWASP, Forgot Password).
 */

/** For how long a reset is good, on the workspace's clock. Milliseconds. */
export const RESET_TTL = 20 * 60 * 1000

/**
 * Makes a reset in the place of the one that the account had. The token is told here and kept nowhere.
 * @returns null where there is no such account; `expiresAt` in milliseconds
 */
export async function offerReset(
  { clock, random, passwordResets }: Workspace,
  username: string,
): Promise<{ token: string; expiresAt: number } | null> {
  const token = newSecret(random)
  const expiresAt = clock.now() + RESET_TTL
  const isKept = await passwordResets.put({ username, tokenHash: hashOf(token), expiresAt })
  return isKept ? { token, expiresAt } : null
}

interface Resetting {
  runtime: Runtime
  workspace: Workspace
  /** The connection's address: guesses are counted for it. */
  address: string
}

type Reset =
  | { ok: true; username: string; effects: Effects }
  | { ok: false; reason: ProblemCode; /** Seconds. */ retryAfter?: number }

/**
 * Sets a new password by a reset, which is used up. The same again finishes what was begun, where a
 * store did not answer.
 * @throws where a strategy could not store it
 */
export async function resetPassword(
  { runtime, workspace, address }: Resetting,
  { token, next }: { token: string; next: string },
): Promise<Reset> {
  const { passwords, limits } = runtime
  const tokenHash = hashOf(token)
  // No account is named by a token that is none: wrong ones are counted together.
  const account = `${workspace.key}|password-reset`
  const from = { address, workspace: workspace.key, account: 'password-reset' }
  const checked = await passwords.inTurn(from, async (verify) => {
    const guessed = await guess(limits, { account, address }, async () => {
      // Before anything is known of the token: one that is none takes as long.
      const passwordHash = await passwords.hash(next, from)
      const reset = await workspace.passwordResets.find(tokenHash)
      const user = reset && (await workspace.users.named(reset.username))
      const isRepeated = await verify(reset?.used ? (user?.passwordHash ?? null) : null, next)
      const isInForce = reset && !reset.used && reset.expiresAt > workspace.clock.now()
      return user && (isInForce || isRepeated) ? { user, passwordHash, isRepeated } : null
    })
    if ('retryAfter' in guessed) return { ok: false, reason: 'rate_limited', ...guessed } as const
    const { found } = guessed
    if (!found) return { ok: false, reason: 'reset_invalid' } as const
    if (found.user.disabled) return { ok: false, reason: 'account_disabled' } as const
    return { ok: true, ...found } as const
  })
  if (!checked.ok) return checked
  const { user, passwordHash, isRepeated } = checked
  const reset = { tokenHash, now: workspace.clock.now() }
  const { username, id } = user
  const effects = isRepeated
    ? await resume(workspace, username)
    : await changeNamed(workspace, { username, id, reset }, { passwordHash }, 'password-reset')
  return effects ? { ok: true, username, effects } : { ok: false, reason: 'reset_invalid' }
}

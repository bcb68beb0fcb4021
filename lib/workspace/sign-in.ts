import type { User } from '../stores/users.ts'
import type { Verify } from './passwords.ts'
import type { Meter } from '../kernel/meter.ts'
import type { ProblemCode } from '../kernel/problem.ts'
import { announce } from './account-events.ts'
import type {
  Carried,
  Credentials,
  Grant,
  Refused,
  SessionStrategy,
  StrategyDefinition,
} from '../strategies/contract.ts'
import type { Runtime } from './runtime.ts'
import type { Workspace } from './workspace.ts'

/** Where an attempt comes from and what it concerns. */
export interface Attempt {
  runtime: Runtime
  workspace: Workspace
  definition: StrategyDefinition
  carried: Carried
  /** The connection's address: guesses are counted for it as well. */
  address: string
  meter?: Meter
}

export type SignedIn = ({ ok: true; user: User } & Grant) | NotSignedIn
export type NotSignedIn = { ok: false; reason: ProblemCode; /** Seconds. */ retryAfter?: number }

const refuse = (reason: ProblemCode): NotSignedIn => ({ ok: false, reason })

/** Signs in with a user name and a password; an unknown name takes as long as a wrong password. */
export async function signIn(
  attempt: Attempt,
  given: { username: string; password: string; device: string },
): Promise<SignedIn> {
  const checked = await checkCredentials(attempt, given.username, given.password)
  return checked.ok ? grantTo(attempt, checked.user, given.device) : checked
}

/** Who a user name and a password stand for, without signing anybody in. */
export async function checkCredentials(attempt: Attempt, username: string, password: string) {
  const user = await attempt.workspace.users.named(username)
  return checkPassword(attempt, username, user, password)
}

/** Gives the password once more: the sign-in time is renewed, with fresh credentials. */
export async function reauthenticate(attempt: Attempt, password: string): Promise<SignedIn> {
  const owner = await ownerOf(attempt)
  if (!owner.ok) return owner
  const checked = await checkPassword(attempt, owner.user.username, owner.user, password)
  return checked.ok ? grantTo(attempt, checked.user, owner.device) : checked
}

/**
 * Changes the password. The event is announced to every strategy and ends all sessions; then this
 * device is given new credentials.
 */
export async function changePassword(
  attempt: Attempt,
  given: { current: string; next: string },
): Promise<SignedIn> {
  const { workspace, runtime } = attempt
  const owner = await ownerOf(attempt)
  if (!owner.ok) return owner
  const checked = await checkPassword(attempt, owner.user.username, owner.user, given.current)
  if (!checked.ok) return checked
  const { username, passwordVersion } = checked.user
  const hash = await runtime.passwords.hash(given.next)
  if (!(await workspace.users.setPassword(username, hash, passwordVersion))) {
    return refuse('login_failed')
  }
  await announce(workspace, { type: 'password-change', account: checked.user.id })
  const changed = await workspace.users.named(username)
  return changed ? grantTo(attempt, changed, owner.device) : refuse('account_disabled')
}

async function ownerOf({ workspace, definition, carried, meter }: Attempt) {
  const verdict = await workspace.strategy(definition, meter).verify(carried)
  if (!verdict.ok) return verdict satisfies Refused
  // The strategy may believe a token of somebody who is gone; the account's own affairs may not.
  const user = await workspace.users.find(verdict.session.account)
  if (!user) return refuse('revoked')
  if (user.disabled) return refuse('account_disabled')
  return { ok: true, user, device: verdict.session.device } as const
}

async function checkPassword(
  { runtime: { passwords, limits }, workspace, address }: Attempt,
  username: string,
  user: User | null,
  password: string,
): Promise<{ ok: true; user: User } | NotSignedIn> {
  const account = `${workspace.key}|${username}`
  return passwords.inTurn(async (verify: Verify) => {
    const retryAfter = Math.max(
      await limits.accountFailures.wait(account),
      await limits.addressFailures.wait(address),
    )
    if (retryAfter > 0) return { ok: false, reason: 'rate_limited', retryAfter }
    if (!(await verify(user?.passwordHash ?? null, password)) || !user) {
      await limits.accountFailures.count(account)
      await limits.addressFailures.count(address)
      return refuse('login_failed')
    }
    return user.disabled ? refuse('account_disabled') : { ok: true, user }
  })
}

/**
 * Starts a session, and looks at the account again afterwards: a ban, a new password or a new role
 * that came in between must not find a session that it has not ended.
 */
export async function grantTo(
  attempt: Omit<Attempt, 'address' | 'runtime'>,
  user: User,
  device: string,
): Promise<SignedIn> {
  const { workspace, definition, carried, meter } = attempt
  const strategy = workspace.strategy(definition, meter)
  const grant = await strategy.start(user, device, carried)
  const now = await workspace.users.named(user.username)
  if (now && sameAccount(now, user)) return { ok: true, user: now, ...grant }
  await discard(strategy, grant.credentials)
  return refuse(now?.disabled ? 'account_disabled' : 'login_failed')
}

const sameAccount = (a: User, b: User) =>
  a.id === b.id &&
  a.role === b.role &&
  a.disabled === b.disabled &&
  a.passwordVersion === b.passwordVersion

async function discard(strategy: SessionStrategy, credentials: Credentials): Promise<void> {
  await strategy.end(carriedFrom(credentials), 'this')
}

/** What a client that was given these credentials presents with its next request. */
export const carriedFrom = (credentials: Credentials): Carried =>
  Object.fromEntries(
    Object.entries(credentials).flatMap(([name, kept]) => (kept ? [[name, kept.value]] : [])),
  )

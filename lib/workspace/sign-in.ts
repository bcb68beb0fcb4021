import type { User } from '../stores/users.ts'
import type { Verify } from './passwords.ts'
import type { Meter } from '../kernel/meter.ts'
import { storeUnavailable, type ProblemCode } from '../kernel/problem.ts'
import { changeAccount, tell, type Tell } from './account-events.ts'
import { guess } from './guess.ts'
import type {
  Carried,
  Grant,
  Refused,
  Session,
  StrategyDefinition,
} from '../strategies/contract.ts'
import { grantAnew, startBeside } from '../strategies/anew.ts'
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
  const { users } = attempt.workspace
  const checked = await checkPassword(attempt, username, await users.named(username), password)
  // Checking takes long: a ban may have come in between.
  return checked.ok ? provenFor(await users.named(username), checked.user) : checked
}

/** Gives the password once more: the sign-in time is renewed, with fresh credentials. */
export async function reauthenticate(attempt: Attempt, password: string): Promise<SignedIn> {
  const owner = await ownerOf(attempt)
  if (!owner.ok) return owner
  const checked = await checkPassword(attempt, owner.user.username, owner.user, password)
  return checked.ok ? grantAgain(attempt, checked.user, owner.device) : checked
}

/** Changes the password. All sessions end; this device is given new credentials. */
export async function changePassword(
  attempt: Attempt,
  given: { current: string; next: string },
): Promise<SignedIn> {
  const { workspace, runtime } = attempt
  const owner = await ownerOf(attempt)
  if (!owner.ok) return owner
  const checked = await checkPassword(attempt, owner.user.username, owner.user, given.current)
  if (!checked.ok) return checked
  const hash = await runtime.passwords.hash(given.next, {
    address: attempt.address,
    workspace: workspace.key,
    account: owner.user.username,
  })
  for (let attempts = 0; attempts < ATTEMPTS; attempts += 1) {
    // Checking and hashing take long: is what asks for it still in force?
    const still = await ownerOf(attempt)
    if (!still.ok) return still
    const proven = provenFor(still.user, checked.user)
    if (!proven.ok) return proven
    const staying = [{ ...attempt, device: owner.device }]
    const results = await setPassword(workspace, proven.user, hash, staying)
    if (results) return results.get(attempt.definition.id) ?? refuse('login_failed')
  }
  throw changesAgainAndAgain()
}

/** A device that asks for a new password, and stays signed in under a strategy. */
export type Staying = Pick<Attempt, 'definition' | 'carried' | 'meter'> & { device: string }

/**
 * Sets a password and ends every session of the account, but for new credentials in the place of
 * those of the devices that stay, where these are in force in that moment.
 * @returns by strategy; null where the account or its password have changed meanwhile
 */
export async function setPassword(
  workspace: Workspace,
  user: User,
  passwordHash: string,
  staying: readonly Staying[],
): Promise<Map<string, SignedIn> | null> {
  const results = new Map<string, SignedIn>()
  const next = { ...user, passwordHash, passwordVersion: user.passwordVersion + 1 }
  const hears: Tell = async (definition, event) => {
    const own = staying.find((one) => one.definition.id === definition.id)
    const { regenerate } = workspace.strategy(definition, own?.meter)
    const renewal = own && (await regenerate?.(own.carried, next, 'all'))
    if (!renewal?.ok) {
      if (renewal) results.set(definition.id, renewal)
      return tell(workspace, definition, event)
    }
    results.set(definition.id, { ...renewal, user: next })
    return 'revoked'
  }
  const isChanged = await changeAccount(
    workspace,
    user,
    { passwordHash },
    'password-change',
    hears,
  ).catch(async (error: unknown) => {
    // Nobody will be told of what was granted.
    for (const one of staying) await discard(workspace, one, results.get(one.definition.id))
    throw error
  })
  if (!isChanged) return null
  for (const one of staying) {
    const { definition, device } = one
    const granted = results.get(definition.id)
    const strategy = workspace.strategy(definition, one.meter)
    const renewal = granted ?? (await startBeside(strategy, one.carried, next, device))
    const attempt = { ...one, workspace }
    results.set(definition.id, renewal.ok ? await confirmed(attempt, next, renewal) : renewal)
  }
  return results
}

async function ownerOf({ workspace, definition, carried, meter }: Attempt) {
  const verdict = await workspace.strategy(definition, meter).verify(carried, { thorough: true })
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
  const from = { address, workspace: workspace.key, account: username }
  return passwords.inTurn(from, async (verify: Verify) => {
    const guessed = await guess(limits, { account, address }, async () =>
      (await verify(user?.passwordHash ?? null, password)) ? user : null,
    )
    if ('retryAfter' in guessed) return { ok: false, reason: 'rate_limited', ...guessed }
    const { found } = guessed
    if (!found) return refuse('login_failed')
    return found.disabled ? refuse('account_disabled') : { ok: true, user: found }
  })
}

type Granting = Omit<Attempt, 'address' | 'runtime'>

/**
 * Starts a session for somebody who has just proved to be its owner. Where the account was given another
 * role or another id meanwhile, the password is as right as before: it is started for who that is now.
 */
export async function grantTo(attempt: Granting, user: User, device: string): Promise<SignedIn> {
  const { workspace, definition, carried, meter } = attempt
  let who = user
  for (let attempts = 0; attempts < ATTEMPTS; attempts += 1) {
    const grant = await workspace.strategy(definition, meter).start(who, device, carried)
    const granted = await confirmed(attempt, who, grant)
    if (granted.ok) return granted
    const now = provenFor(await workspace.users.named(user.username), user)
    if (!now.ok) return now
    who = now.user
  }
  throw changesAgainAndAgain()
}

/** New credentials for a session that is still in force, wherever the strategy can know that. */
export async function grantAgain(attempt: Granting, user: User, device: string): Promise<SignedIn> {
  const { workspace, definition, carried, meter } = attempt
  const renewal = await grantAnew(workspace.strategy(definition, meter), carried, user, device)
  return renewal.ok ? confirmed(attempt, user, renewal) : renewal
}

/**
 * Looks at the account once more: a ban, a new password or a new role that came in between must not
 * find a session that it has not ended.
 */
async function confirmed(attempt: Granting, user: User, grant: Grant): Promise<SignedIn> {
  const proven = provenFor(await attempt.workspace.users.named(user.username), user)
  if (proven.ok && proven.user.id === user.id && proven.user.role === user.role) {
    return { ...proven, ...grant }
  }
  await discard(attempt.workspace, attempt, { ok: true, ...grant })
  // The password was right: what asked has ended, with what came in between.
  return proven.ok ? refuse('revoked') : proven
}

/** Whom a password stands for that was right before: as long as it is the account's own. */
function provenFor(now: User | null, before: User): { ok: true; user: User } | NotSignedIn {
  if (now?.disabled) return refuse('account_disabled')
  return now?.passwordHash === before.passwordHash && now.passwordVersion === before.passwordVersion
    ? { ok: true, user: now }
    : refuse('login_failed')
}

/** An account may change while it is asked for; it does not do so at every look. */
const ATTEMPTS = 4
const changesAgainAndAgain = () =>
  storeUnavailable('users', new Error('the account changes again and again'))

/**
 * Clears away what was granted and handed to nobody. Only a row of its own is worth it: what nobody
 * holds opens nothing, and to end it otherwise could end what somebody else was granted since.
 */
async function discard(
  workspace: Workspace,
  { definition }: Pick<Attempt, 'definition'>,
  granted: { ok: boolean; session?: Session } | undefined,
): Promise<void> {
  if (!granted?.ok || !granted.session) return
  const { account, id } = granted.session
  await workspace.strategy(definition).devices?.end(account, id)
}

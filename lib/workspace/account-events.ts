import { setTimeout as pause } from 'node:timers/promises'
import { storeUnavailable, workspaceGone } from '../kernel/problem.ts'
import type { PendingEvent } from '../stores/account-events.ts'
import type { ResetInForce, User, UserChange } from '../stores/users.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import type { Effect } from '../strategies/effects.ts'
import { newId } from '../tokens/opaque.ts'
import type { Workspace } from './workspace.ts'

/**
 * The one place that applies events to accounts. An event is recorded in one step with the change of
 * the account that it follows from; then every strategy hears of it, once or more, until all have.
 * Whoever finds it unfinished finishes it: the same call again, the next request, the next start.
 */

export type Effects = Record<string, Effect>

/** How one strategy hears of an event. */
export type Tell = (definition: StrategyDefinition, event: PendingEvent) => Promise<Effect>

/** Does what it has granted die with its keys? */
export const dependsOnKeys = ({ promises }: StrategyDefinition): boolean =>
  promises['rotate-keys'].stops !== 'not-by-this'

export async function tell(
  workspace: Workspace,
  definition: StrategyDefinition,
  { type, account }: PendingEvent,
): Promise<Effect> {
  if (type === 'rotate-keys') {
    await workspace.ring(definition).rotate()
    return dependsOnKeys(definition) ? 'revoked' : 'unaffected'
  }
  const strategy = workspace.strategy(definition)
  if (type === 'logout-all-users') return strategy.on({ type, account: null })
  if (account === null) throw new Error(`${type} happens to one account`)
  return strategy.on({ type, account })
}

type Changing = Pick<User, 'username' | 'id'> &
  Partial<Pick<User, 'passwordVersion'>> & { reset?: ResetInForce }

/**
 * Changes an account and tells every strategy what follows from it. Null, and nothing happens, where
 * the account is gone, or its id or password has changed meanwhile.
 * @throws where a strategy could not store it: what was begun is finished later, and nobody is told
 * of a revocation that did not happen
 */
export async function changeAccount(
  workspace: Workspace,
  user: Changing,
  change: UserChange,
  type: PendingEvent['type'],
  how?: Tell,
): Promise<Effects | null> {
  const event = eventOf(workspace, type, user)
  const isChanged = await beginning(workspace, event, () =>
    workspace.users.change(user, change, event),
  )
  return isChanged ? finish(workspace, event, how) : null
}

/** The same whatever its id is by now: what follows has to reach those who signed in under that one. */
export async function changeNamed(
  workspace: Workspace,
  user: Changing,
  change: UserChange,
  type: PendingEvent['type'],
): Promise<Effects | null> {
  const effects = await changeAccount(workspace, user, change, type)
  if (effects) return effects
  const now = await workspace.users.named(user.username)
  if (!now || now.id === user.id) return null
  return changeNamed(workspace, { ...user, id: now.id }, change, type)
}

/** The same for what changes no account. */
export async function announce(
  workspace: Workspace,
  type: PendingEvent['type'],
  user: Pick<User, 'username' | 'id'> | null,
  told?: readonly StrategyDefinition[],
): Promise<Effects> {
  const event = eventOf(workspace, type, user, told)
  await beginning(workspace, event, async () => {
    await workspace.accountEvents.record(event)
    return true
  })
  return finish(workspace, event)
}

const eventOf = (
  { random, teller, strategies }: Workspace,
  type: PendingEvent['type'],
  user: Pick<User, 'username' | 'id'> | null,
  told: readonly StrategyDefinition[] = strategies,
): PendingEvent => ({
  id: newId(random),
  type,
  account: user?.id ?? null,
  username: user?.username ?? null,
  waiting: told.map(({ id }) => id),
  owner: teller.id,
})

/** What was begun before is finished first; and this process is at it from the moment of the record. */
async function beginning(
  workspace: Workspace,
  { id, account }: PendingEvent,
  record: () => Promise<boolean>,
): Promise<boolean> {
  const left = await settle(workspace)
  if (left.some((event) => event.account === account)) throw notYet()
  const { underWay } = workspace.teller
  underWay.add(id)
  try {
    const isBegun = await record()
    if (!isBegun) underWay.delete(id)
    return isBegun
  } catch (error) {
    // Whether it was recorded is not known: whoever looks will find it, and nobody is at it.
    underWay.delete(id)
    throw error
  }
}

/** Tells all that wait, whatever becomes of one of them. */
async function finish(
  workspace: Workspace,
  event: PendingEvent,
  how: Tell = (definition) => tell(workspace, definition, event),
): Promise<Effects> {
  const { accountEvents, teller } = workspace
  const effects: Effects = {}
  const failed: string[] = []
  let cause: unknown
  try {
    for (const definition of workspace.strategies) {
      if (!event.waiting.includes(definition.id)) continue
      try {
        effects[definition.id] = await how(definition, event)
      } catch (error) {
        failed.push(definition.id)
        cause ??= error
      }
    }
    if (failed.length > 0) {
      await accountEvents.release(event.id, teller.id, failed)
      throw cause
    }
    // Whoever took us for dead tells the strategies again: what was granted meanwhile may be void.
    if (await accountEvents.finish(event.id, teller.id)) return effects
    throw (await workspace.isThere()) ? notYet() : workspaceGone(null)
  } finally {
    teller.underWay.delete(event.id)
  }
}

export const notYet = () =>
  storeUnavailable('account events', new Error('an event has not reached every strategy'))

/** How long somebody else's work is waited for, and how often it is looked at. Milliseconds. */
const PATIENCE = 1_000
const LOOK_EVERY = 20

/**
 * Finishes what was begun in a workspace and answers what is left of it: events that a store still
 * does not take, or that another process is at. `patience`: how long such a process is given until
 * it is taken for dead (milliseconds). It is watched and not timed: no two clocks are compared.
 */
export async function settle(workspace: Workspace, patience = PATIENCE): Promise<PendingEvent[]> {
  const { accountEvents, teller } = workspace
  for (let waited = 0; ; waited += LOOK_EVERY) {
    const pending = await accountEvents.pending()
    for (const event of pending) {
      const { id, owner } = event
      if (teller.underWay.has(id)) continue
      if (owner !== null && owner !== teller.id && waited < patience) continue
      teller.underWay.add(id)
      if (await accountEvents.adopt(id, owner, teller.id)) {
        // What fails again is left, and answered as such.
        await finish(workspace, { ...event, owner: teller.id }).catch(() => undefined)
      } else teller.underWay.delete(id)
    }
    const left = pending.length === 0 ? [] : await accountEvents.pending()
    const isAwaited = left.some(({ id, owner }) => owner !== null || teller.underWay.has(id))
    if (left.length === 0) workspace.unfinished = false
    if (!isAwaited || waited >= patience) return left
    await pause(LOOK_EVERY)
  }
}

/** What the events of an account that was to be changed came to in the end; null where there are none. */
export async function resume(workspace: Workspace, username: string): Promise<Effects | null> {
  const begun = (await workspace.accountEvents.pending()).filter(
    (event) => event.username === username,
  )
  if (begun.length === 0) return null
  const left = await settle(workspace)
  if (left.some((event) => event.username === username)) throw notYet()
  const told = begun.flatMap(({ waiting }) => waiting)
  return Object.fromEntries(told.map((id) => [id, 'revoked' as const]))
}

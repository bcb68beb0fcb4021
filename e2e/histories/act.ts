import type { Credentials } from '#lib/strategies/contract.ts'
import { devicesOf } from '#lib/workspace/devices.ts'
import { operator } from '#lib/workspace/operator.ts'
import { offerReset, resetPassword } from '#lib/workspace/password-reset.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'
import { carriedFrom } from '#lib/strategies/carried.ts'
import {
  changePassword,
  reauthenticate,
  signIn,
  type Attempt,
  type SignedIn,
} from '#lib/workspace/sign-in.ts'
import type { Workspace } from '#lib/workspace/workspace.ts'
import { canEnd, type Entry, type Grant } from './log.ts'
import {
  devices,
  isByOperator,
  isWithCredentials,
  type ByOperator,
  type WithCredentials,
} from './operations.ts'
import type { Asked } from './machines.ts'
import { passwordIn, versionOf } from './passwords.ts'

const refuse = (entry: Entry, reason: string) => {
  entry.answer = 'refused'
  entry.reason = reason
}

/** Does what an operation says, as the endpoints do it, and notes what came of it. */
export async function act(asked: Asked, runtime: Runtime, workspace: Workspace): Promise<void> {
  const { what } = asked.operation
  if (isWithCredentials(what)) return present(what, asked, runtime, workspace)
  if (isByOperator(what)) return operate(what, asked, runtime, workspace)
}

/** By somebody who presents credentials, or a password. */
async function present(
  what: WithCredentials,
  asked: Asked,
  runtime: Runtime,
  workspace: Workspace,
): Promise<void> {
  const { operation, entry, strategy: definition, other } = asked
  const { used } = entry
  const carried = used?.carried ?? {}
  const strategy = workspace.strategy(definition)
  const attempt: Attempt = { runtime, workspace, definition, carried, address: '' }
  const owner = devices[operation.device] ?? devices[0]
  const { truth } = asked
  const answer = (result: { ok: true } | { ok: false; reason: string }) => {
    if (result.ok) entry.answer = 'done'
    else refuse(entry, result.reason)
  }
  const granted = (result: SignedIn, from: Grant | null) => {
    answer(result)
    if (!result.ok) return
    const { session, credentials, user } = result
    const { passwordVersion } = user
    if (what === 'change the password') entry.passwordVersion = passwordVersion
    const expiresAt = endOf(credentials, session) ?? session.expiresAt
    const kept = { session, carried: carriedFrom(credentials), expiresAt, passwordVersion }
    asked.keep(entry, { strategy: definition, ...kept, from })
  }
  /** In exchange for credentials where it can be known that they are in force, else for the password. */
  const source = canEnd(definition) ? used : null

  switch (what) {
    case 'sign in': {
      const password = passwordIn((await truth())?.passwordHash ?? '')
      const given = { username: owner.username, password, device: owner.name }
      return granted(await signIn(attempt, given), null)
    }
    case 'look': {
      const verdict = await strategy.verify(carried)
      if (verdict.ok) entry.seen = verdict.session
      return answer(verdict)
    }
    case 'renew': {
      const renewal = await strategy.renew?.(carried)
      if (!renewal?.ok || !used) return answer(renewal ?? { ok: false, reason: 'nothing to renew' })
      entry.seen = renewal.session
      answer(renewal)
      const { session, credentials } = renewal
      const expiresAt = endOf(credentials, session) ?? used.expiresAt
      const all = { ...carried, ...carriedFrom(credentials) }
      return asked.keep(entry, { ...used, session, carried: all, expiresAt, from: used })
    }
    case 'log out here':
    case 'log the others out':
    case 'log out everywhere': {
      const ending = await strategy.end(carried, scopes[what])
      answer(ending)
      if (!ending.ok || !ending.grant || !used) return
      const { session, credentials } = ending.grant
      const expiresAt = endOf(credentials, session) ?? used.expiresAt
      const kept = { session, carried: carriedFrom(credentials), expiresAt }
      return asked.keep(entry, { ...used, ...kept, from: used })
    }
    case 'end a device': {
      const found = await devicesOf(strategy, carried)
      if (!found?.ok) return answer(found ?? { ok: false, reason: 'cannot' })
      entry.target = other ?? found.own
      return answer(await found.end(entry.target))
    }
    case 'change the password': {
      const current = passwordIn((await truth())?.passwordHash ?? '')
      const given = { current, next: `${entry.started}` }
      return granted(await changePassword(attempt, given), source)
    }
    case 'give the password again': {
      const password = passwordIn((await truth())?.passwordHash ?? '')
      return granted(await reauthenticate(attempt, password), source)
    }
  }
}

const scopes = {
  'log out here': 'this',
  'log the others out': 'others',
  'log out everywhere': 'all',
} as const

/** By the operator, as its endpoints do it. */
async function operate(
  what: ByOperator,
  { entry, truth, keepReset }: Asked,
  runtime: Runtime,
  workspace: Workspace,
): Promise<void> {
  const done = (effects: object) => {
    // Nothing was told to anybody: somebody else was first.
    entry.answer = Object.keys(effects).length > 0 ? 'done' : 'refused'
  }
  if (what === 'log out all users') return done(await operator.logoutAllUsers(workspace))
  if (what === 'rotate the keys') return done(await operator.rotateKeys(workspace))
  if (what === 'retire the keys') return done(await operator.rotateRoutinely(workspace))
  if (what === 'offer a reset') {
    const offered = await offerReset(workspace, entry.username ?? '')
    if (!offered) return refuse(entry, 'not_found')
    keepReset(entry, offered)
    entry.answer = 'done'
    return
  }
  if (what === 'reset the password') {
    const given = { token: entry.reset?.token ?? '', next: `${entry.started}` }
    const reset = await resetPassword({ runtime, workspace, address: '' }, given)
    if (!reset.ok) return refuse(entry, reset.reason)
    entry.answer = 'done'
    entry.passwordVersion = versionOf(given.next, await truth())
    return
  }
  if (what === 'restore') {
    await runtime.restoreUsers(workspace, '')
    entry.answer = 'done'
    return
  }
  const user = await workspace.users.named(entry.username ?? '')
  if (!user) {
    const resumed = await operator.resume(workspace, entry.username ?? '')
    if (resumed && what === 'delete') return done(resumed)
    return refuse(entry, 'not_found')
  }
  switch (what) {
    case 'ban':
      return done(await operator.ban(workspace, user))
    case 'unban':
      return done(await operator.unban(workspace, user))
    case 'delete':
      await operator.remove(workspace, user)
      entry.answer = 'done'
      return
    case 'make admin':
      return done(await operator.setRole(workspace, user, 'admin'))
    case 'make member':
      return done(await operator.setRole(workspace, user, 'member'))
    case 'rekey':
      return done(await operator.rekey(workspace, user))
    case 'force-logout':
      return done(await operator.forceLogout(workspace, user))
  }
}

/** When an access credential ends; a client may keep it for longer, to trade it. */
const endOf = ({ access }: Credentials, session: { expiresAt: number }): number | undefined =>
  access ? Math.min(access.expiresAt, session.expiresAt) : undefined

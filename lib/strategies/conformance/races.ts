import type { Scheduler } from 'fast-check'
import { operator } from '../../workspace/operator.ts'
import { carriedFrom } from '../carried.ts'
import { changePassword, reauthenticate, signIn, type Attempt } from '../../workspace/sign-in.ts'
import type { Runtime } from '../../workspace/runtime.ts'
import { defaultSettings } from '../../workspace/settings.ts'
import type { User } from '../../stores/users.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { Carried, StrategyDefinition } from '../contract.ts'
import type { Scheduled } from './scheduled.ts'

/** What happens side by side: to alice, who is signed in on the devices `one` and `two`. */
export const happenings = [
  'one renews',
  'one gives the password again',
  'one changes the password',
  'one logs out',
  'one logs the others out',
  'one logs out everywhere',
  'two logs out everywhere',
  'two logs the others out',
  'two signs device one out',
  'somebody signs in with the password',
  'the operator signs alice out',
  'the operator bans alice',
  'the operator deletes alice',
] as const
export type Happening = (typeof happenings)[number]

/** What came of one: whether it was done, and the credentials that it granted. */
interface Result {
  happening: Happening
  done: boolean
  granted?: Carried
}

/** From which of the two devices' credentials something is granted; null for none but the password. */
const grantedFrom: Partial<Record<Happening, 'one' | 'two' | null>> = {
  'one renews': 'one',
  'one gives the password again': 'one',
  'one changes the password': 'one',
  'one logs the others out': 'one',
  'two logs the others out': 'two',
  'somebody signs in with the password': null,
}

/** What ends every session of the account, or of all but the device that asks for it. */
const endsAll: readonly Happening[] = [
  'one changes the password',
  'one logs out everywhere',
  'two logs out everywhere',
  'the operator signs alice out',
  'the operator bans alice',
  'the operator deletes alice',
]
const endsOthersOf: Partial<Record<Happening, 'one' | 'two'>> = {
  'one logs the others out': 'one',
  'two logs the others out': 'two',
}
/** What one device ends the other by: of the two, only one can have been in force. */
const endsTheOther: Record<'one' | 'two', readonly Happening[]> = {
  one: ['one logs the others out', 'one logs out everywhere', 'one changes the password'],
  two: ['two logs the others out', 'two logs out everywhere', 'two signs device one out'],
}
/** After these nobody signs in with the password that was checked before. */
const voidsPassword: readonly Happening[] = [
  'one changes the password',
  'the operator bans alice',
  'the operator deletes alice',
]

/** Does the strategy keep what it takes to end a session before it ends by itself? */
export const canEnd = ({ promises }: StrategyDefinition): boolean =>
  (['logout-everywhere', 'ban'] as const).every((event) =>
    ['at-once', 'within'].includes(promises[event].stops),
  )

/**
 * Lets things happen side by side, in the scheduler's order, and holds what is left against what may
 * be left. A sentence for each fault.
 */
export async function faultsOf(
  { run, holding }: Scheduled,
  plain: Runtime,
  definition: StrategyDefinition,
  scheduler: Scheduler,
  what: readonly Happening[],
): Promise<string[]> {
  const { id, users } = await plain.create(defaultSettings)
  const password = users.find(({ username }) => username === 'alice')?.password ?? ''
  const open = async () => {
    const workspace = await plain.open(id)
    if (!workspace) throw new Error('the workspace is gone')
    return workspace
  }
  const attempt = async (carried: Carried, runtime = plain): Promise<Attempt> => ({
    runtime,
    workspace: await open(),
    definition,
    carried,
    address: '',
  })
  const signedIn = async (device: string, runtime = plain): Promise<Carried | null> => {
    const given = { username: 'alice', password, device }
    const result = await signIn(await attempt({}, runtime), given)
    return result.ok ? carriedFrom(result.credentials) : null
  }
  const held = { one: (await signedIn('one')) ?? {}, two: (await signedIn('two')) ?? {} }
  const alice = await aliceIn(await open())
  const runtime = holding(plain)

  async function happen(happening: Happening): Promise<Result> {
    const told = (done: boolean, granted?: Carried): Result => ({
      happening,
      done,
      ...(granted && { granted }),
    })
    const strategyNow = async () => (await open()).strategy(definition)
    const ended = async (device: 'one' | 'two', scope: 'this' | 'others' | 'all') => {
      const ending = await (await strategyNow()).end(held[device], scope)
      if (!ending.ok) return told(false)
      const { grant } = ending
      // Without a new credential the device goes on with the one that it has.
      if (scope !== 'others') return told(true)
      return told(true, grant ? carriedFrom(grant.credentials) : held[device])
    }
    switch (happening) {
      case 'one renews': {
        const renewal = await (await strategyNow()).renew?.(held.one)
        if (!renewal?.ok) return told(false)
        return told(true, { ...held.one, ...carriedFrom(renewal.credentials) })
      }
      case 'one gives the password again': {
        const again = await reauthenticate(await attempt(held.one, runtime), password)
        return again.ok ? told(true, carriedFrom(again.credentials)) : told(false)
      }
      case 'one changes the password': {
        const given = { current: password, next: 'another password' }
        const changed = await changePassword(await attempt(held.one, runtime), given)
        if (changed.ok) return told(true, carriedFrom(changed.credentials))
        const now = await (await open()).users.named('alice')
        return told(now !== null && now.passwordVersion > alice.passwordVersion)
      }
      case 'one logs out':
        return ended('one', 'this')
      case 'one logs the others out':
        return ended('one', 'others')
      case 'one logs out everywhere':
        return ended('one', 'all')
      case 'two logs out everywhere':
        return ended('two', 'all')
      case 'two logs the others out':
        return ended('two', 'others')
      case 'two signs device one out': {
        const strategy = await strategyNow()
        const listed = (await strategy.devices?.list(alice.id)) ?? []
        const one = listed.find(({ device }) => device === 'one')
        const two = listed.find(({ device }) => device === 'two')?.id ?? 'gone'
        return told((one && (await strategy.devices?.end(alice.id, one.id, two))) ?? false)
      }
      case 'somebody signs in with the password': {
        const granted = await signedIn('three', runtime)
        return granted ? told(true, granted) : told(false)
      }
      case 'the operator signs alice out':
        await operator.forceLogout(await open(), alice)
        return told(true)
      case 'the operator bans alice':
        await operator.ban(await open(), alice)
        return told(true)
      case 'the operator deletes alice':
        await operator.remove(await open(), alice)
        return told(true)
    }
  }

  const results = await run(
    scheduler,
    what.map((happening) => () => happen(happening)),
  )

  async function isAlive(carried: Carried): Promise<boolean> {
    const strategy = (await open()).strategy(definition)
    // What cannot be renewed runs out by itself within its promise.
    return (await (strategy.renew?.(carried) ?? strategy.verify(carried))).ok
  }

  const faults: string[] = []
  const done = new Set(results.flatMap((result) => (result.done ? [result.happening] : [])))
  /** What may have ended a session, whatever it was answered. */
  const mayEnd = (own: Happening | null, device: 'one' | 'two' | null) =>
    what.some((other) => {
      if (other === own) return false
      if (endsAll.includes(other) || endsOthersOf[other]) return true
      const ofOne = other === 'one logs out' || other === 'two signs device one out'
      const again = other === 'one gives the password again'
      const isWide = definition.collateral.logout === 'other-devices'
      return (device === 'one' && (ofOne || again)) || (ofOne && isWide)
    })

  for (const { happening, granted } of results) {
    if (!granted) continue
    const from = grantedFrom[happening] ?? null
    const alive = await isAlive(granted)
    for (const other of done) {
      if (other === happening || !alive) continue
      const isEnded =
        from === null
          ? voidsPassword.includes(other)
          : endsAll.includes(other) || (endsOthersOf[other] ?? from) !== from
      if (isEnded) faults.push(`"${happening}" granted what "${other}" had ended`)
      const endsThis = other === 'one logs out' || other === 'two signs device one out'
      if (from === 'one' && endsThis)
        faults.push(`"${happening}" granted what "${other}" had ended`)
    }
    if (!alive && !mayEnd(happening, from)) faults.push(`what "${happening}" granted is void`)
  }
  const enders = (['one', 'two'] as const).map((device) =>
    endsTheOther[device].filter((happening) => done.has(happening)),
  )
  if (enders.every(({ length }) => length > 0))
    faults.push(`each device had ended the other: ${enders.flat().join(', ')}`)
  for (const device of ['one', 'two'] as const) {
    const ended = [...done].filter(
      (other) => endsAll.includes(other) || (endsOthersOf[other] ?? device) !== device,
    )
    if (ended.length > 0 && (await isAlive(held[device]))) {
      const isItsOwn = results.some(({ granted }) => granted === held[device])
      if (!isItsOwn) faults.push(`device ${device} goes on after "${ended.join('", "')}"`)
    }
  }
  await plain.workspaces.remove((await open()).key)
  return faults
}

async function aliceIn({ users }: Workspace): Promise<User> {
  const found = await users.named('alice')
  if (!found) throw new Error('there is no alice')
  return found
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isStoreUnavailable, isWorkspaceGone } from '../kernel/problem.ts'
import type { Backend } from '../stores/backend.ts'
import { everyCall, type StoreName } from '../stores/conformance/every-call.ts'
import { faultyBackend } from '../stores/conformance/faulty-backend.ts'
import { IN_MEMORY, openBackend } from '../stores/open.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import type { EventName } from '../strategies/events.ts'
import { strategies } from '../strategies/registry.ts'
import { operator } from './operator.ts'
import { offerReset, resetPassword } from './password-reset.ts'
import { createRuntime, type Runtime } from './runtime.ts'
import { carriedFrom } from '../strategies/carried.ts'
import { changePassword, signIn, type Attempt } from './sign-in.ts'

const options = {
  strategies,
  secret: 'a secret for these tests alone, and long enough',
  passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
}

let backend: Backend
let faults: ReturnType<typeof faultyBackend>
let runtime: Runtime
beforeEach(async () => {
  backend = await openBackend(IN_MEMORY)
  faults = faultyBackend(backend)
  runtime = await createRuntime({ ...options, backend: faults.backend })
})
afterEach(() => backend.close())

/** A workspace in which somebody is signed in under every strategy. */
async function signedInEverywhere(names = ['alice', 'bob']) {
  const { id, users } = await runtime.create()
  const passwordOf = (name: string) => users.find((user) => user.username === name)?.password ?? ''
  const open = async (on = runtime) => {
    const workspace = await on.open(id)
    if (!workspace) throw new Error('the workspace is gone')
    return workspace
  }
  const attempt = async (definition: StrategyDefinition, carried = {}): Promise<Attempt> => ({
    runtime,
    workspace: await open(),
    definition,
    carried,
    address: '',
  })
  const held = new Map<string, Map<string, ReturnType<typeof carriedFrom>>>()
  for (const username of names) {
    const own = new Map<string, ReturnType<typeof carriedFrom>>()
    for (const definition of strategies) {
      const given = { username, password: passwordOf(username), device: 'a device' }
      const granted = await signIn(await attempt(definition), given)
      if (!granted.ok) throw new Error(granted.reason)
      own.set(definition.id, carriedFrom(granted.credentials))
    }
    held.set(username, own)
  }
  const carriedBy = (name: string, definition: StrategyDefinition) =>
    held.get(name)?.get(definition.id) ?? {}
  /** `accepted`, the reason of a refusal, or `outage`. */
  async function knock(name: string, definition: StrategyDefinition, on = runtime) {
    const strategy = (await open(on)).strategy(definition)
    try {
      const carried = carriedBy(name, definition)
      const verdict = (await strategy.renew?.(carried)) ?? (await strategy.verify(carried))
      return verdict.ok ? 'accepted' : verdict.reason
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error
      return 'outage'
    }
  }
  const user = async (name: string) => {
    const found = await (await open()).users.named(name)
    if (!found) throw new Error(`there is no ${name}`)
    return found
  }
  return { open, user, knock, attempt, carriedBy, passwordOf }
}

type Lab = Awaited<ReturnType<typeof signedInEverywhere>>

const events: [EventName, (lab: Lab, lost?: StoreName) => Promise<unknown>][] = [
  ['ban', async (lab) => operator.ban(await lab.open(), await lab.user('alice'))],
  ['delete', async (lab) => operator.remove(await lab.open(), await lab.user('alice'))],
  ['force-logout', async (lab) => operator.forceLogout(await lab.open(), await lab.user('alice'))],
  ['rekey-account', async (lab) => operator.rekey(await lab.open(), await lab.user('alice'))],
  ['logout-all-users', async (lab) => operator.logoutAllUsers(await lab.open())],
  ['rotate-keys', async (lab) => operator.rotateKeys(await lab.open())],
  [
    'password-reset',
    async (lab) => {
      const workspace = await lab.open()
      const offered = await offerReset(workspace, 'alice')
      const given = { token: offered?.token ?? '', next: 'a new password' }
      const at = { runtime, workspace: await lab.open(), address: '' }
      const done = await resetPassword(at, given)
      if (!done.ok) throw new Error(done.reason)
    },
  ],
  [
    'password-change',
    async (lab, store) => {
      // Under a strategy that can ask for it at all.
      const own = strategies.find(({ needs }) => needs.every((need) => need !== store))
      if (!own) throw new Error('no strategy')
      const at = await lab.attempt(own, lab.carriedBy('alice', own))
      const given = { current: lab.passwordOf('alice'), next: 'a new password' }
      const changed = await changePassword(at, given)
      if (!changed.ok) throw new Error(changed.reason)
    },
  ],
]

/** Whose copy can be had to nothing more by the event, by what it declares. */
const isEndedBy = (definition: StrategyDefinition, event: EventName) =>
  ['at-once', 'within'].includes(definition.promises[event].stops)

const lost: StoreName[] = [
  'sessions',
  'revocations',
  'refreshFamilies',
  'versions',
  'cutOffs',
  'librarySessions',
]

describe.each(events)('%s', (event, happens) => {
  const own = event === 'logout-all-users' || event === 'rotate-keys' ? 'everybody' : 'alice'

  it.each(lost)('that meets an outage of %s is finished by the next request', async (store) => {
    const lab = await signedInEverywhere()
    faults.lose(store)
    const failed = await happens(lab, store).then(
      () => false,
      (error: unknown) => isStoreUnavailable(error),
    )
    for (const definition of strategies) {
      if (!isEndedBy(definition, event)) continue
      expect(await lab.knock('alice', definition), definition.id).not.toBe('accepted')
      if (own === 'everybody' || definition.needs.some((need) => need === store)) continue
      // Nobody else has to wait for it.
      expect(await lab.knock('bob', definition), definition.id).toBe('accepted')
    }
    faults.mend()
    for (const definition of strategies) {
      if (!isEndedBy(definition, event)) continue
      const answer = await lab.knock('alice', definition)
      expect(['accepted', 'outage'], `${definition.id}: ${answer}`).not.toContain(answer)
    }
    const workspace = await lab.open()
    expect(await workspace.accountEvents.pending()).toEqual([])
    expect(failed).toBe(event !== 'rotate-keys')
  })

  it('that died between any two writes is finished by the next start', async () => {
    for (let writes = 1; ; writes += 1) {
      const lab = await signedInEverywhere(['alice'])
      faults.loseWritesAfter(writes)
      const isDone = await happens(lab).then(
        () => true,
        () => false,
      )
      faults.mend()
      // Another process starts on what the first has left behind.
      const next = await createRuntime({ ...options, backend })
      const workspace = await lab.open(next)
      expect(await workspace.accountEvents.pending(), `after ${writes} writes`).toEqual([])
      const user = await workspace.users.named('alice')
      const untouched =
        event === 'ban'
          ? user?.disabled === false
          : event === 'delete'
            ? user !== null
            : event.startsWith('password-') && user?.passwordVersion === 0
      for (const definition of strategies) {
        if (untouched || !isEndedBy(definition, event)) continue
        const answer = await lab.knock('alice', definition, next)
        const context = `${definition.id} after ${writes} writes: ${answer}`
        if (isDone || event !== 'password-change') expect(answer, context).not.toBe('accepted')
      }
      if (isDone) return
    }
  })
})

it('is finished by the same call again, though the account is gone', async () => {
  const lab = await signedInEverywhere(['alice'])
  const alice = await lab.user('alice')
  faults.lose('sessions')
  await expect(operator.remove(await lab.open(), alice)).rejects.toSatisfy(isStoreUnavailable)
  await expect(operator.resume(await lab.open(), 'alice')).rejects.toSatisfy(isStoreUnavailable)
  faults.mend()
  expect(await operator.resume(await lab.open(), 'alice')).toHaveProperty('cookie-session')
  expect(await operator.resume(await lab.open(), 'alice')).toBeNull()
})

it('is finished by the same reset again, and by no other password', async () => {
  const lab = await signedInEverywhere(['alice'])
  const { token = '' } = (await offerReset(await lab.open(), 'alice')) ?? {}
  const reset = async (next: string) =>
    resetPassword({ runtime, workspace: await lab.open(), address: '' }, { token, next })
  faults.lose('sessions')
  await expect(reset('a new password')).rejects.toSatisfy(isStoreUnavailable)
  await expect(reset('a new password')).rejects.toSatisfy(isStoreUnavailable)
  expect(await reset('quite another one')).toEqual({ ok: false, reason: 'reset_invalid' })
  faults.mend()
  const done = await reset('a new password')
  expect(done).toMatchObject({ ok: true, effects: { 'cookie-session': 'revoked' } })
  expect(await reset('a new password')).toEqual({ ok: false, reason: 'reset_invalid' })
})

it('is left to the process that is at it, and taken over from one that is dead', async () => {
  const lab = await signedInEverywhere(['alice'])
  const workspace = await lab.open()
  const { id } = await lab.user('alice')
  const begun = { id: 'e', type: 'force-logout', account: id, username: 'alice' } as const
  const waiting = strategies.map((one) => one.id)
  await workspace.accountEvents.record({ ...begun, waiting, owner: 'somebody else' })
  const [cookies] = strategies
  if (!cookies) throw new Error('no strategy')
  // Its owner ends it while it is waited for.
  const answer = lab.knock('alice', cookies)
  await workspace.accountEvents.finish('e', 'somebody else')
  expect(await answer).toBe('accepted')
  // Nobody ends this one.
  await workspace.accountEvents.record({ ...begun, waiting, owner: 'somebody dead' })
  expect(await lab.knock('alice', cookies)).toBe('revoked')
  expect(await workspace.accountEvents.pending()).toEqual([])
})

it('is taken from no living node by one that starts', async () => {
  const lab = await signedInEverywhere(['alice'])
  const { accountEvents } = await lab.open()
  const { id } = await lab.user('alice')
  const begun = { id: 'e', type: 'force-logout', account: id, username: 'alice' } as const
  const waiting = strategies.map((one) => one.id)
  await accountEvents.record({ ...begun, waiting, owner: 'another node' })
  const looked = Promise.withResolvers<void>()
  let looks = 0
  const shared: Backend = {
    ...faults.backend,
    engines: ['PostgreSQL', 'Redis'],
    accountEvents(key) {
      const store = backend.accountEvents(key)
      const pending = async () => {
        looks += 1
        if (looks === 3) looked.resolve()
        return store.pending()
      }
      return { ...store, pending }
    },
  }
  const starting = createRuntime({ ...options, backend: shared })
  await Promise.race([looked.promise, starting])
  expect(await accountEvents.pending()).toMatchObject([{ owner: 'another node' }])
  expect(await accountEvents.finish('e', 'another node')).toBe(true)
  await starting
  // One that is alone knows that whoever began it is dead.
  await accountEvents.record({ ...begun, waiting, owner: 'somebody dead' })
  await createRuntime({ ...options, backend: faults.backend })
  expect(await accountEvents.pending()).toEqual([])
})

it('is no outage where the workspace is removed while strategies hear of an event', async () => {
  const removing = everyCall(backend, async (store, operation, call) => {
    if (store === 'accountEvents' && operation === 'finish') await remove()
    return call()
  })
  const own = await createRuntime({ ...options, backend: removing })
  const workspace = await own.open((await own.create()).id)
  if (!workspace) throw new Error('the workspace is gone')
  const remove = () => own.workspaces.remove(workspace.key)
  await expect(operator.rotateKeys(workspace)).rejects.toSatisfy(isWorkspaceGone)
})

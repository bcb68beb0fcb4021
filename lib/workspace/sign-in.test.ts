import { afterAll, describe, expect, it } from 'vitest'
import { virtualClock } from '../kernel/clock.ts'
import { IN_MEMORY, openBackend } from '../stores/open.ts'
import { carriedFrom } from '../strategies/carried.ts'
import type { StrategyDefinition } from '../strategies/contract.ts'
import { cookieSession } from '../strategies/cookie-session.ts'
import { strategies } from '../strategies/registry.ts'
import { operator } from './operator.ts'
import { createPasswords, inThisTurn } from './passwords.ts'
import { createRuntime, type Runtime } from './runtime.ts'
import { changePassword, reauthenticate, signIn, type Attempt } from './sign-in.ts'
import type { Workspace } from './workspace.ts'

/** What happens while a password is being checked, which takes long enough for anything. */

const SECRET = 'a secret for these tests alone, and long enough'
const runtimes: Runtime[] = []
afterAll(async () => {
  for (const runtime of runtimes) await runtime.close()
})

async function labWith(definition: StrategyDefinition) {
  let meanwhile = async () => {}
  const plain = createPasswords(SECRET, { memoryCost: 8, timeCost: 1, parallelism: 1 }, inThisTurn)
  const runtime = await createRuntime({
    backend: openBackend(IN_MEMORY),
    strategies: [definition],
    secret: SECRET,
    clock: virtualClock(),
    passwords: {
      ...plain,
      async inTurn(from, task) {
        const checked = await plain.inTurn(from, task)
        await meanwhile()
        return checked
      },
    },
  })
  runtimes.push(runtime)
  const { id, users } = await runtime.create()
  const open = async (): Promise<Workspace> => {
    const workspace = await runtime.open(id)
    if (!workspace) throw new Error('the workspace is gone')
    return workspace
  }
  const attempt = async (carried: Attempt['carried'] = {}): Promise<Attempt> => ({
    runtime,
    workspace: await open(),
    definition,
    carried,
    address: '',
  })
  const password = users.find(({ username }) => username === 'alice')?.password ?? ''
  return {
    open,
    attempt,
    password,
    enter: async () => signIn(await attempt(), { username: 'alice', password, device: 'x' }),
    during: (what: (workspace: Workspace) => Promise<unknown>) => {
      meanwhile = async () => {
        meanwhile = async () => {}
        await what(await open())
      }
    },
  }
}

const alice = async (workspace: Workspace) => {
  const user = await workspace.users.named('alice')
  if (!user) throw new Error('there is no alice')
  return user
}

const rotating = strategies.filter(({ promises }) => promises['rotate-keys'].stops === 'at-once')

describe.each(rotating)(
  '$id, when the keys are thrown away while the password is checked',
  (one) => {
    it.each([
      ['given again', reauthenticate],
      [
        'changed',
        (attempt: Attempt, current: string) =>
          changePassword(attempt, { current, next: 'another one' }),
      ],
    ])('grants nothing for what they had signed: %s', async (_, ask) => {
      const lab = await labWith(one)
      const entered = await lab.enter()
      if (!entered.ok) throw new Error(entered.reason)
      const carried = carriedFrom(entered.credentials)
      lab.during((workspace) => operator.rotateKeys(workspace))
      expect(await ask(await lab.attempt(carried), lab.password)).toMatchObject({ ok: false })
      // Nobody is kept out who has nothing of before.
      const again = await lab.enter()
      expect(
        again.ok && (await ask(await lab.attempt(carriedFrom(again.credentials)), lab.password)).ok,
      ).toBe(true)
    })
  },
)

describe('a right password', () => {
  it('lets in whom the account has become meanwhile', async () => {
    const lab = await labWith(cookieSession)
    const before = await alice(await lab.open())
    lab.during(async (workspace) => {
      await operator.setRole(workspace, await alice(workspace), 'admin')
      await operator.rekey(workspace, await alice(workspace))
    })
    const entered = await lab.enter()
    expect(entered).toMatchObject({ ok: true, session: { username: 'alice', role: 'admin' } })
    expect(entered.ok && entered.session.account).not.toBe(before.id)
  })

  it('is told what came in between, where that keeps it out', async () => {
    const lab = await labWith(cookieSession)
    lab.during(async (workspace) => operator.ban(workspace, await alice(workspace)))
    expect(await lab.enter()).toEqual({ ok: false, reason: 'account_disabled' })
    const other = await labWith(cookieSession)
    other.during(async (workspace) => operator.remove(workspace, await alice(workspace)))
    expect(await other.enter()).toEqual({ ok: false, reason: 'login_failed' })
  })

  it('changes a password, though the account is given another role meanwhile', async () => {
    const lab = await labWith(cookieSession)
    const entered = await lab.enter()
    if (!entered.ok) throw new Error(entered.reason)
    lab.during(async (workspace) => operator.setRole(workspace, await alice(workspace), 'admin'))
    const attempt = await lab.attempt(carriedFrom(entered.credentials))
    const changed = await changePassword(attempt, { current: lab.password, next: 'another one' })
    expect(changed).toMatchObject({ ok: true, session: { role: 'admin' } })
  })
})

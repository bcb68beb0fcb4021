import type { Outcome } from '../../evidence/model.ts'
import { KeyObject } from 'node:crypto'
import { createMeter, type Meter } from '../../kernel/meter.ts'
import type { ProblemCode } from '../../kernel/problem.ts'
import { operator } from '../../workspace/operator.ts'
import type {
  Carried,
  Credentials,
  Role,
  Session,
  StrategyDefinition,
} from '../../strategies/contract.ts'
import type { Runtime } from '../../workspace/runtime.ts'
import type { Settings } from '../../workspace/settings.ts'
import { offerReset, resetPassword } from '../../workspace/password-reset.ts'
import {
  carriedFrom,
  changePassword,
  reauthenticate,
  signIn,
  type Attempt,
} from '../../workspace/sign-in.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { Client, Place, Stage } from '../stage.ts'
import { answerLine, askingLate } from './late-answers.ts'

/** A stage inside this process: a workspace of its own, and the strategies' code called directly. */
export async function inProcessStage(
  runtime: Runtime,
  definition: StrategyDefinition,
  settings: Settings,
): Promise<Stage> {
  const created = await runtime.create(settings)
  const passwords = new Map(created.users.map((user) => [user.username, user.password]))

  /** Opened anew for each step, as each request does: time and accounts as they are now. */
  async function workspace(): Promise<Workspace> {
    const opened = await runtime.open(created.id)
    if (!opened) throw new Error('the workspace of the stage is gone')
    return opened
  }

  async function onUser(
    name: string,
    act: (workspace: Workspace, user: Found) => Promise<unknown>,
  ) {
    const opened = await workspace()
    const user = await opened.users.named(name)
    if (!user) throw new Error(`there is no user ${name}`)
    await act(opened, user)
  }

  const abroad: Stage[] = []
  const clientOf = (own: StrategyDefinition, place?: Place) =>
    inProcessClient({ runtime, workspace, definition: own, passwords, place })

  return {
    strategy: definition.id,
    tolerance: definition.tolerance,
    settings,
    client: (place) => clientOf(definition, place),
    async advance(seconds) {
      await runtime.workspaces.advance(created.workspace.key, seconds * 1000)
    },
    operator: {
      async offerReset(name) {
        const offered = await offerReset(await workspace(), name)
        if (!offered) throw new Error(`there is no user ${name}`)
        return offered.token
      },
      ban: (name) => onUser(name, operator.ban),
      delete: (name) => onUser(name, operator.remove),
      setRole: (name, role: Role) => onUser(name, (at, user) => operator.setRole(at, user, role)),
      forceLogout: (name) => onUser(name, operator.forceLogout),
      rekey: (name) => onUser(name, operator.rekey),
      async rotateKeys(how) {
        const rotate = how === 'routine' ? operator.rotateRoutinely : operator.rotateKeys
        await rotate(await workspace())
      },
      logoutAllUsers: async () => void (await operator.logoutAllUsers(await workspace())),
    },
    leak: () => runtime.backend.leak(created.workspace.key),
    outage: () => runtime.backend.outage(),
    async publicKeys() {
      const { kid, verify } = await (await workspace()).ring(definition).current()
      if (verify instanceof Uint8Array) return []
      const pem = KeyObject.from(verify).export({ type: 'spki', format: 'pem' }).toString()
      return [{ kid, pem }]
    },
    async elsewhere(kind) {
      if (kind === 'workspace') {
        const other = await inProcessStage(runtime, definition, settings)
        abroad.push(other)
        return [other.client()]
      }
      const others = created.workspace.strategies.filter(({ id }) => id !== definition.id)
      return others.map((other) => clientOf(other))
    },
    async close() {
      for (const other of abroad) await other.close()
      await runtime.workspaces.remove(created.workspace.key)
    },
  }
}

type Found = NonNullable<Awaited<ReturnType<Workspace['users']['named']>>>

interface Setting {
  runtime: Runtime
  definition: StrategyDefinition
  workspace(): Promise<Workspace>
  passwords: Map<string, string>
  place: Place | undefined
}

/** What the clients of this stage hold, so that one can copy another. */
const held = new WeakMap<Client, Carried>()

function inProcessClient({ runtime, workspace, definition, passwords, place }: Setting): Client {
  const { device: ownDevice = 'a browser', address = '' } = place ?? {}
  let owner = ''
  const line = answerLine()

  async function attempt(meter: Meter): Promise<Attempt> {
    return { runtime, workspace: await workspace(), definition, carried: carried(), address, meter }
  }
  const carried = () => held.get(client) ?? {}
  const keep = (given: Credentials) => {
    const replaced = Object.entries(carried()).filter(([name]) => !(name in given))
    held.set(client, { ...Object.fromEntries(replaced), ...carriedFrom(given) })
  }
  const passwordOf = (name: string) => passwords.get(name) ?? ''

  /** Does one thing as a request would, and says what came of it and what it cost. */
  async function measured(act: (attempt: Attempt) => Promise<Result>): Promise<Outcome> {
    const meter = createMeter()
    const bytes = Object.values(carried()).reduce((sum, value) => sum + value.length, 0)
    const given = await attempt(meter)
    const started = performance.now()
    const result = await act(given)
    const micros = Math.round((performance.now() - started) * 1000)
    await line.pass()
    if (result.ok && result.credentials) keep(result.credentials)
    const cost = { ...meter, micros, bytes }
    const { ended } = result.ok ? result : {}
    return result.ok
      ? {
          accepted: true,
          reason: null,
          role: result.session?.role ?? null,
          ...(ended && { ended }),
          ...cost,
        }
      : { accepted: false, reason: result.reason, role: null, ...cost }
  }

  const strategyOf = ({ workspace: opened, meter }: Attempt) => opened.strategy(definition, meter)

  const client: Client = {
    signIn(username, device = ownDevice) {
      owner = username
      const given = { username, password: passwordOf(username), device }
      return measured((at) => signIn(at, given))
    },
    request: () => measured((at) => strategyOf(at).verify(at.carried)),
    async renew() {
      if (!definition.renews) return null
      return measured(async (at) => {
        const strategy = strategyOf(at)
        if (!strategy.renew) throw new Error(`${definition.id} declares a renewal that it lacks`)
        return strategy.renew(at.carried)
      })
    },
    async logOut(scope) {
      const outcome = await measured(async (at) => {
        const ending = await strategyOf(at).end(at.carried, scope)
        return ending.ok ? { ok: true, ended: ending.ended, ...ending.grant } : ending
      })
      // Whatever it was answered: the person wanted to leave.
      if (scope !== 'others') held.set(client, {})
      return outcome
    },
    async changePassword() {
      const next = `${passwordOf(owner)}+`
      const given = { current: passwordOf(owner), next }
      const outcome = await measured((at) => changePassword(at, given))
      if (outcome.accepted) passwords.set(owner, next)
      return outcome
    },
    async resetPassword(username, token) {
      const next = `${passwordOf(username)}+`
      const outcome = await measured((at) => resetPassword(at, { token, next }))
      if (outcome.accepted) passwords.set(username, next)
      return outcome
    },
    signInAgain: () => measured((at) => reauthenticate(at, passwordOf(owner))),
    async endDevice(device) {
      if (!definition.listsSessions) return null
      return measured(async (at) => {
        const strategy = strategyOf(at)
        const verdict = await strategy.verify(at.carried, { thorough: true })
        if (!verdict.ok) return verdict
        const { account } = verdict.session
        const listed = (await strategy.devices?.list(account)) ?? []
        const id = listed.find((session) => session.device === device)?.id ?? ''
        const ended = await strategy.devices?.end(account, id)
        return ended ? { ok: true } : { ok: false, reason: 'not_found' }
      })
    },
    adminReport: () =>
      measured(async (at) => {
        const verdict = await strategyOf(at).verify(at.carried)
        const isShown = !verdict.ok || verdict.session.role === 'admin'
        return isShown ? verdict : { ok: false, reason: 'forbidden' }
      }),
    async watch() {
      let isOpen = true
      return {
        async isOpen() {
          const at = await attempt(createMeter())
          isOpen &&= (await strategyOf(at).verify(at.carried, { passive: true })).ok
          return isOpen
        },
        close: async () => void (isOpen = false),
      }
    },
    late: askingLate(() => client, line),
    copyFrom: async (other) => void held.set(client, { ...held.get(other) }),
    holds: async () => ({ ...carried() }),
    hold: async (given) => void held.set(client, { ...given }),
  }
  return client
}

type Result =
  | { ok: true; session?: Session; credentials?: Credentials; ended?: 'server' | 'client-only' }
  | { ok: false; reason: ProblemCode }

import { KeyObject } from 'node:crypto'
import { publicKeyOf } from '../../tokens/key.ts'
import type { Role, StrategyDefinition } from '../../strategies/contract.ts'
import { operator } from '../../workspace/operator.ts'
import { outlivesBrowser } from '../../workspace/remember-me.ts'
import { offerReset, resetPassword } from '../../workspace/password-reset.ts'
import type { Runtime } from '../../workspace/runtime.ts'
import type { Settings } from '../../workspace/settings.ts'
import { changePassword, reauthenticate, signIn, type Attempt } from '../../workspace/sign-in.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { Client, Place, Stage } from '../stage.ts'
import { callingClient, type OpenAnswering, type Result } from './calling-client.ts'
import { inProcessSocket } from './in-process-socket.ts'

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
    socket: async (client) =>
      inProcessSocket({ runtime, workspaceId: created.id, definition }, await client.holds()),
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
    async kept() {
      const opened = await workspace()
      return { now: opened.clock.now(), tables: await opened.inspect(definition) }
    },
    outage: () => runtime.backend.outage(),
    async publicKeys() {
      const key = await (await workspace()).ring(definition).current()
      const { kid } = key
      const published = publicKeyOf(key)
      if (!published) return []
      const pem = KeyObject.from(published).export({ type: 'spki', format: 'pem' }).toString()
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

function inProcessClient({ runtime, workspace, definition, passwords, place }: Setting): Client {
  const { address = '' } = place ?? {}
  const passwordOf = (name: string) => passwords.get(name) ?? ''

  const answering: OpenAnswering = async (carried, meter) => {
    const opened = await workspace()
    const attempt: Attempt = { runtime, workspace: opened, definition, carried, address, meter }
    /** Sets another password, which is known from then on where it was set. */
    const withNext = async (username: string, set: (next: string) => Promise<Result>) => {
      const next = `${passwordOf(username)}+`
      const result = await set(next)
      if (result.ok) passwords.set(username, next)
      return result
    }
    return {
      strategy: opened.strategy(definition, meter),
      signIn: (username, device) =>
        signIn(attempt, { username, password: passwordOf(username), device }),
      changePassword: (username) =>
        withNext(username, (next) =>
          changePassword(attempt, { current: passwordOf(username), next }),
        ),
      resetPassword: (username, token) =>
        withNext(username, (next) => resetPassword(attempt, { token, next })),
      // Cookies are nothing that a stage in process has: what becomes of them is what is set.
      outlivesBrowser: outlivesBrowser(definition, opened.settings),
      signInAgain: (username) => reauthenticate(attempt, passwordOf(username)),
    }
  }
  return callingClient(definition, answering, place)
}

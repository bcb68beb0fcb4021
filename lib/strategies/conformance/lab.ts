import type { Clock } from '../../kernel/clock.ts'
import { createMeter } from '../../kernel/meter.ts'
import { memoryRuntime } from '../../scenarios/memory-runtime.ts'
import { backendUnderTest } from '../../stores/conformance/drivers.ts'
import { inProcessStage } from '../../scenarios/stages/in-process.ts'
import type { Runtime } from '../../workspace/runtime.ts'
import { defaultSettings, type Settings } from '../../workspace/settings.ts'
import { changePassword, reauthenticate, type Attempt } from '../../workspace/sign-in.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { carriedFrom } from '../carried.ts'
import type { Carried, StrategyDefinition } from '../contract.ts'
import type { Bench, OpenBench } from './bench.ts'

/** A runtime in memory, on a clock that moves only when it is told to. */
export const conformanceRuntime = (
  strategies?: readonly StrategyDefinition[],
  clock?: Clock,
): Promise<Runtime> => memoryRuntime(strategies, clock, backendUnderTest())

export const stageOf =
  (runtime: Runtime, definition: StrategyDefinition, settings: Settings) =>
  (but?: Partial<Settings>) =>
    inProcessStage(runtime, definition, { ...settings, ...but })

/** A bench in a workspace of its own. */
export interface LabBench extends Bench {
  runtime: Runtime
  /** Opened anew, at the present time. */
  workspace(): Promise<Workspace>
}

export const benchIn =
  (runtime: Runtime): OpenBench =>
  (...asked) =>
    bench(runtime, ...asked)

export async function bench(
  runtime: Runtime,
  definition: StrategyDefinition,
  settings: Partial<Settings> = {},
): Promise<LabBench> {
  const { id, workspace: created } = await runtime.create({ ...defaultSettings, ...settings })
  const workspace = async () => (await runtime.open(id)) ?? created
  const account = async (username: string) => {
    const user = await (await workspace()).users.named(username)
    if (!user) throw new Error(`there is no user ${username}`)
    return user
  }
  const passwordOf = (version: number) => runtime.passwords.suggest(created.key, 'alice', version)
  const attemptWith = async (carried: Carried): Promise<Attempt> => {
    const opened = await workspace()
    return { runtime, workspace: opened, definition, carried, address: '' }
  }
  const strategy = async (meter = createMeter()) => (await workspace()).strategy(definition, meter)
  return {
    runtime,
    workspace,
    definition,
    now: async () => (await workspace()).clock.now(),
    strategy,
    under: async (other) => (await workspace()).strategy(other),
    account,
    async signIn(username = 'alice', device = 'a browser', carried = {}) {
      const grant = await (await strategy()).start(await account(username), device, carried)
      return carriedFrom(grant.credentials)
    },
    verify: async (carried) => (await strategy()).verify(carried),
    async changePassword(carried) {
      const attempt = await attemptWith(carried)
      const version = (await account('alice')).passwordVersion
      return changePassword(attempt, {
        current: passwordOf(version),
        next: passwordOf(version + 1),
      })
    },
    async signInAgain(carried) {
      const { passwordVersion } = await account('alice')
      return reauthenticate(await attemptWith(carried), passwordOf(passwordVersion))
    },
    key: async () => (await workspace()).ring(definition).current(),
    async setAlgorithm(algorithm) {
      const changed = JSON.stringify({ ...created.settings, ...settings, algorithm })
      await runtime.workspaces.changeSettings(created.key, () => changed)
    },
    advance: async (seconds) =>
      void (await runtime.workspaces.advance(created.key, seconds * 1000)),
  }
}

import { createMeter } from '../../kernel/meter.ts'
import type { Carried, SessionStrategy, StrategyDefinition, Verdict } from '../contract.ts'
import type { Runtime } from '../../workspace/runtime.ts'
import { defaultSettings, type Settings } from '../../workspace/settings.ts'
import { carriedFrom } from '../../workspace/sign-in.ts'
import type { Workspace } from '../../workspace/workspace.ts'

/** One strategy in a workspace of its own, for what has to be looked at below the scenarios. */
export interface Bench {
  runtime: Runtime
  definition: StrategyDefinition
  /** Opened anew, at the present time. */
  workspace(): Promise<Workspace>
  strategy(): Promise<SessionStrategy>
  signIn(username?: string, device?: string, carried?: Carried): Promise<Carried>
  verify(carried: Carried): Promise<Verdict>
  /** Seconds. */
  advance(seconds: number): Promise<void>
}

export async function bench(
  runtime: Runtime,
  definition: StrategyDefinition,
  settings: Partial<Settings> = {},
): Promise<Bench> {
  const { id, workspace: created } = await runtime.create({ ...defaultSettings, ...settings })
  const workspace = async () => (await runtime.open(id)) ?? created
  const strategy = async () => (await workspace()).strategy(definition)
  return {
    runtime,
    definition,
    workspace,
    strategy,
    async signIn(username = 'alice', device = 'a browser', carried = {}) {
      const user = await (await workspace()).users.named(username)
      if (!user) throw new Error(`there is no user ${username}`)
      const grant = await (await strategy()).start(user, device, carried)
      return carriedFrom(grant.credentials)
    },
    verify: async (carried) => (await strategy()).verify(carried),
    advance: async (seconds) =>
      void (await runtime.workspaces.advance(created.key, seconds * 1000)),
  }
}

/** What some work asked of the stores. */
export async function costOf(
  { workspace, definition }: Bench,
  work: (strategy: SessionStrategy) => Promise<unknown>,
): Promise<{ reads: number; writes: number }> {
  const meter = createMeter()
  await work((await workspace()).strategy(definition, meter))
  return { ...meter }
}

export const isJwt = (value: string | undefined): value is string =>
  /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(value ?? '')

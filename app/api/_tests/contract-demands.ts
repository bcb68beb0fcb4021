import { expect } from 'vitest'
import { z } from 'zod'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { promised } from '#lib/strategies/describe.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { strategies } from '#lib/strategies/registry.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import type { Client, createServer, Reply, Workspace } from './contract-client.ts'

/** What the tests of the contract have in common: every strategy in each transport, and its promises. */

export const whoIsIn = z.object({
  user: z.object({ username: z.string(), role: z.string() }),
  session: z.object({
    id: z.string(),
    device: z.string(),
    createdAt: z.int(),
    expiresAt: z.int(),
  }),
})
export const timing = /^verify;dur=\d+(\.\d+)?, store;desc="reads=\d+ writes=\d+"$/

export const cases = strategies.flatMap((strategy) =>
  strategy.transports.map((transport) => [strategy.id, transport, strategy] as const),
)

export async function signedIn(
  server: Awaited<ReturnType<typeof createServer>>,
  strategy: StrategyDefinition,
  transport: Settings['transport'],
) {
  const workspace = await server.workspace({ transport })
  const client = workspace.client(strategy)
  expect((await client.logIn('alice', 'laptop')).status).toBe(200)
  return { workspace, client }
}
export const sessionId = (reply: Reply) => whoIsIn.parse(reply.body).session.id

/** Demands exactly what the strategy promised of a copy of a credential. */
export async function expectStopped(
  workspace: Workspace,
  strategy: StrategyDefinition,
  thief: Client,
  event: EventName,
): Promise<void> {
  await expectEnd(workspace, strategy, async () => (await thief.me()).status === 200, event)
}

export async function expectEnd(
  workspace: Workspace,
  strategy: StrategyDefinition,
  accepted: () => Promise<boolean>,
  event: EventName,
): Promise<void> {
  const promise = promised(strategy.promises[event], workspace.settings)
  expect(await accepted(), `right after ${event}`).toBe(promise.stops !== 'at-once')
  if (!('seconds' in promise)) return
  await workspace.advance(promise.seconds + strategy.tolerance)
  expect(await accepted(), `${promise.seconds} s after ${event}`).toBe(false)
}

/** What is promised to stop within a time is not renewed at all. */
export async function expectRefused(strategy: StrategyDefinition, thief: Client, event: EventName) {
  const { stops } = strategy.promises[event]
  if (strategy.renews && (stops === 'within' || stops === 'at-once')) {
    expect((await thief.refresh()).status, `a renewal after ${event}`).toBe(401)
  }
}

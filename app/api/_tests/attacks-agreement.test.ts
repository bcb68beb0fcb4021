import type { AttackRun } from '#lib/evidence/attack-model.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { runAttack } from '#lib/scenarios/attacks/run.ts'
import { httpStage, plainly, type WayIn } from '#lib/scenarios/stages/http.ts'
import { inProcessStage } from '#lib/scenarios/stages/in-process.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { describe as told } from '#lib/strategies/describe.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'
import { serve } from '../_http/serve.ts'
import { createServer } from './contract-client.ts'

const { runtime } = await createServer({ limits: { addressWorkspaces: 1_000_000 } })
afterAll(() => runtime.close())

// An outage is logged, as it should be, and is no news here.
const log = vi.spyOn(process.stderr, 'write')
beforeAll(() => void log.mockImplementation(() => true))
afterAll(() => log.mockRestore())

const send = (request: Request) => serve(request, async () => runtime)

/** The harness knows the database of the server: it is in this process. */
const wayIn: WayIn = {
  async leak(id) {
    const workspace = await runtime.open(id)
    if (!workspace) throw new Error('the workspace is gone')
    return runtime.backend.leak(workspace.key)
  },
  outage: () => runtime.backend.outage(),
}

const both = attacks.filter(({ media }) => media.includes('process') && media.includes('http'))
const isChannel = ({ group }: Attack) => group === 'channel'

/** What came of it, and how: who did what when, and what each was answered. */
const comparable = ({ predicted, works, says, broken, steps }: AttackRun) => ({
  predicted,
  works,
  says,
  broken,
  steps: steps.map(({ at, actor, action, outcome }) => ({
    at,
    actor,
    action,
    accepted: outcome?.accepted,
    reason: outcome?.reason,
  })),
})

async function expectAgreement(definition: StrategyDefinition, attack: Attack, settings: Settings) {
  const description = told(definition, settings)
  const outside = await runAttack(
    () => httpStage('http://127.0.0.1', definition.id, settings, send, plainly(send), wayIn),
    attack,
    description,
    'http',
  )
  const inside = await runAttack(
    () => inProcessStage(runtime, definition, settings),
    attack,
    description,
    'process',
  )
  const which = `${attack.id} on ${definition.id}, ${settings.transport}`
  expect(comparable(outside), which).toEqual(comparable(inside))
  expect(outside.broken, which).toBe(false)
}

const cellsOf = (definition: StrategyDefinition, attack: Attack) =>
  definition.transports.map((transport) => ({ ...defaultSettings, ...attack.settings, transport }))

describe.each(strategies)('$id is attacked alike in process and over HTTP', (definition) => {
  it.each(both.filter((attack) => !isChannel(attack)))('$id', async (attack) => {
    for (const settings of cellsOf(definition, attack)) {
      await expectAgreement(definition, attack, settings)
    }
  })
})

describe('a channel is the same in process and over HTTP', () => {
  it('under every strategy', async () => {
    // Ticks come in real time: all channels are listened to at once.
    const cells = both
      .filter(isChannel)
      .flatMap((attack) =>
        strategies.flatMap((definition) =>
          cellsOf(definition, attack).map((settings) => ({ definition, attack, settings })),
        ),
      )
    expect(cells.length).toBeGreaterThan(strategies.length)
    await Promise.all(
      cells.map(({ definition, attack, settings }) =>
        expectAgreement(definition, attack, settings),
      ),
    )
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { OpenStage } from '#lib/scenarios/actors.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { httpStage } from '#lib/scenarios/stages/http.ts'
import { measure } from '#lib/scenarios/measure.ts'
import { strategies } from '#lib/strategies/registry.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'
import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'
import { serve } from '../_http/serve.ts'
import { createServer } from './contract-client.ts'

type Transport = Settings['transport']

/** Short enough to look at every cell twice, and no two lifetimes the same. Seconds. */
const shortSettings = {
  ...defaultSettings,
  sessionTtl: 2_000,
  idleTtl: 1_700,
  tokenTtl: 1_300,
  accessTtl: 300,
  refreshTtl: 1_900,
  cacheTtl: 200,
}
const horizon = shortSettings.sessionTtl + 100

const cell = z.object({
  firstRefused: z.number().nullable(),
  lastAccepted: z.number().nullable(),
  collateral: z.string(),
  broken: z.array(z.string()),
  knocks: z.array(
    z.object({ at: z.number(), in: z.boolean(), reads: z.number(), reason: z.string().nullable() }),
  ),
})

type Seen = Omit<z.infer<typeof cell>, 'broken'>

/** All that is to be seen up to the horizon: one of the two looked for longer. */
function seen({ lastAccepted, firstRefused, collateral, knocks }: Seen, isShared = isInTime) {
  const own = knocks.filter(isShared)
  const hasEnded = firstRefused !== null && firstRefused <= horizon
  return {
    firstRefused: hasEnded ? firstRefused : null,
    lastAccepted: hasEnded ? lastAccepted : own.findLast((knock) => knock.in)?.at,
    collateral,
    reads: own.map((knock) => knock.reads),
    reasons: own.map((knock) => knock.reason),
  }
}

const isInTime = ({ at }: { at: number }) => at <= horizon

/** Whose knocks are each a play of its own chooses them by the horizon: those that both have count. */
const bothHave = (...[one, other]: [Seen, Seen]) => {
  const [left, right] = [one, other].map(({ knocks }) => new Set(knocks.map(({ at }) => at)))
  return ({ at }: { at: number }) => left?.has(at) === true && right?.has(at) === true
}

/** Each cell is the same in process, on `/compare` and over HTTP. Two files, for two cores. */
export function demandAgreement(transport: Transport): void {
  // Of each file its own: both may come to one process, which loads this module once.
  let runtime: Runtime
  let workspace = ''
  beforeAll(async () => {
    ;({ runtime } = await createServer({ limits: { addressWorkspaces: 1_000_000 } }))
    workspace = (await runtime.create(shortSettings)).id
  })
  afterAll(() => runtime.close())
  const send = (request: Request) => serve(request, async () => runtime)

  /** What `/compare` shows of a cell, which this server measured in process. */
  async function compared(strategy: string, event: string) {
    const request = new Request(`http://127.0.0.1/api/evidence/${strategy}/${event}`, {
      headers: { 'X-Lab-Workspace': workspace },
    })
    return cell.parse(await (await send(request)).json())
  }

  const able = strategies.filter(({ transports }) => transports.includes(transport))
  describe.each(able)(
    `$id is the same in process, on /compare and by ${transport}`,
    (definition) => {
      it.each(scenarios)('$event', async (scenario) => {
        const inside = await compared(definition.id, scenario.event)
        expect(inside.broken).toEqual([])
        // How credentials travel is nothing that a stage in process knows of.
        const settings = { ...shortSettings, transport }
        const open: OpenStage = (but) =>
          httpStage('http://127.0.0.1', definition.id, { ...settings, ...but }, send)
        const outside = await measure(open, scenario, { horizon })
        const isShared = scenario.rests ? bothHave(outside, inside) : isInTime
        expect(seen(outside, isShared)).toEqual(seen(inside, isShared))
      })
    },
  )
}

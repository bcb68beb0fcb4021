import { z } from 'zod'
import { toSeconds } from '#lib/kernel/clock.ts'
import { knock } from '#lib/scenarios/knock.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { ThiefCopy } from '#lib/workspace/thief-copies.ts'
import { ok } from '../_http/answer.ts'
import { inWorkspace, noBody } from '../_http/endpoint.ts'
import { logged } from '../_http/failure.ts'
import { accounts, password, reauthenticate } from './lab-accounts.ts'
import {
  carriedSchema,
  carriedUnder,
  keptSchema,
  lookAtVictim,
  problems,
  tag,
  type LabCall,
} from './lab-call.ts'

/**
 * What the lab's page asks for beyond the contract: it plays victim and thief at once, under every
 * strategy. The victim is the visitor's browser; the thief's copies are kept here, because a page
 * cannot read an `HttpOnly` cookie.
 */

const lookSchema = z.object({
  accepted: z.boolean(),
  reason: z.string().nullable(),
  username: z.string().nullable(),
  role: z.string().nullable(),
  bytes: z.int(),
  reads: z.int(),
  writes: z.int(),
  micros: z.int(),
})

const laneSchema = z.object({
  victim: lookSchema,
  thief: lookSchema.extend({ renewed: z.boolean(), copiedAt: z.int() }).nullable(),
})

/** Nothing is known of this lane: neither that somebody was let in nor that somebody was refused. */
const failedSchema = z.object({ failed: z.enum(['store_unavailable', 'internal_error']) })

const steal = inWorkspace(
  {
    method: 'POST',
    path: '/api/lab/steal',
    tag,
    summary: 'Copy what this browser carries into the pocket of the thief',
    body: z.strictObject({ carried: carriedSchema }),
    success: {
      status: 200,
      schema: z.object({
        copied: z.record(z.string(), z.array(z.string())),
        kept: z
          .record(z.string(), keptSchema)
          .describe('What the server keeps of each strategy at that moment, where it can be read'),
      }),
    },
    problems,
  },
  async (call) => {
    const { clock } = call.workspace
    const thiefCopies = call.workspace.thiefCopies()
    const copied: Record<string, string[]> = {}
    const kept: Record<string, z.infer<typeof keptSchema>> = {}
    for (const definition of call.workspace.strategies) {
      const carried = carriedUnder(call, definition)
      if (!carried || Object.keys(carried).length === 0) continue
      await thiefCopies.put(definition.id, { carried, copiedAt: clock.now() })
      copied[definition.id] = Object.keys(carried)
      // In the same call: what happens next cannot come in between.
      const seen = await call.workspace.inspect(definition).catch(logged)
      if (typeof seen !== 'string') kept[definition.id] = seen
    }
    return ok({ copied, kept })
  },
)

const round = inWorkspace(
  {
    method: 'POST',
    path: '/api/lab/round',
    tag,
    summary: 'Look at the victim and let the thief knock, once under every strategy',
    body: z.strictObject({ carried: carriedSchema, knock: z.boolean().default(true) }),
    success: {
      status: 200,
      schema: z.object({
        now: z.int(),
        lanes: z.record(z.string(), z.union([laneSchema, failedSchema])),
      }),
    },
    problems,
  },
  async (call) => {
    const { workspace, body } = call
    const copies = body.knock ? await workspace.thiefCopies().all() : null
    const lanes: Record<string, z.infer<typeof laneSchema> | z.infer<typeof failedSchema>> = {}
    for (const definition of call.workspace.strategies) {
      try {
        lanes[definition.id] = await laneOf(call, definition, copies?.get(definition.id))
      } catch (error) {
        // An error is not a refusal, and one strategy's is nothing that the others have to bear.
        lanes[definition.id] = { failed: logged(error) }
      }
    }
    return ok({ now: toSeconds(workspace.clock.now()), lanes })
  },
)

async function laneOf(
  call: LabCall,
  definition: StrategyDefinition,
  copy: ThiefCopy | undefined,
): Promise<z.infer<typeof laneSchema>> {
  const { workspace } = call
  const victim = await lookAtVictim(call, definition)
  if (!copy) return { victim, thief: null }
  const seen = await knock(workspace, definition, copy, (renewed) =>
    workspace.thiefCopies().put(definition.id, { ...copy, renewed }),
  )
  return { victim, thief: { ...seen, copiedAt: toSeconds(copy.copiedAt) } }
}

const startOver = inWorkspace(
  {
    method: 'POST',
    path: '/api/lab/start-over',
    tag,
    summary: "Forget the thief's copies, and put the three accounts back as they were",
    body: noBody,
    success: { status: 200, schema: z.object({ now: z.int() }) },
    problems: [...problems, 'rate_limited'],
  },
  async (call) => {
    await call.workspace.thiefCopies().clear()
    await call.runtime.restoreUsers(call.workspace, call.address)
    return ok({ now: toSeconds(call.workspace.clock.now()) })
  },
)

export const labEndpoints = [accounts, steal, round, password, reauthenticate, startOver]

import type { Action } from '#lib/evidence/actions.ts'
import * as is from '#app/_data/shape.ts'
import { evidencePath } from '#app/_evidence/paths.ts'
import { call } from '#app/_data/call.ts'
import type { RequestCost } from '../../_evidence/score.ts'

/** As little of a run as it takes: this comes with the table, and the rest of a run does not. */
const costs = is.object({
  steps: is.array(
    is.object({
      actor: is.string,
      does: is.object({ type: is.string }),
      outcome: is.nullable(
        is.object({
          accepted: is.boolean,
          reads: is.number,
          writes: is.number,
          bytes: is.number,
        }),
      ),
    }),
  ),
})

const request: Action['type'] = 'request'

/** What an accepted request asked of the stores: the victim's own, before the event. */
export function requestCost({ steps }: is.Shaped<typeof costs>): RequestCost | null {
  const asked = steps.find(
    ({ actor, does, outcome }) => actor === 'victim' && does.type === request && outcome?.accepted,
  )?.outcome
  return asked ? { reads: asked.reads, writes: asked.writes, bytes: asked.bytes } : null
}

/** The same, from the run of a log-out under these lifetimes; null where there is no answer. */
export async function readCost(
  source: string,
  strategy: string,
  signal: AbortSignal,
): Promise<RequestCost | null> {
  const path = evidencePath(source, strategy, 'logout')
  const answer = await call('GET', path, costs, { signal })
  return answer.ok ? requestCost(answer.data) : null
}

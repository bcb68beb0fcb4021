import type { CellRun } from '#lib/evidence/model.ts'
import { cellRunShape } from '#app/_evidence/shapes.ts'
import { evidencePath } from '#app/_evidence/paths.ts'
import { call } from '#app/_data/call.ts'
import type { RequestCost } from '../../_evidence/score.ts'

/** What an accepted request asked of the stores: the victim's own, before the event. */
export function requestCost({ steps }: Pick<CellRun, 'steps'>): RequestCost | null {
  const asked = steps.find(
    ({ actor, does, outcome }) =>
      actor === 'victim' && does.type === 'request' && outcome?.accepted,
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
  const answer = await call('GET', path, cellRunShape, { signal })
  return answer.ok ? requestCost(answer.data) : null
}

import { call } from '#app/_data/call.ts'
import { evidencePath, evidenceSchema, type Evidence } from '../../_evidence/evidence.ts'
import type { RequestCost } from '../../_evidence/score.ts'

/** What an accepted request asked of the stores: the victim's own, before the event. */
export function requestCost({ steps }: Pick<Evidence, 'steps'>): RequestCost | null {
  const asked = steps.find(
    ({ actor, action, outcome }) =>
      actor === 'victim' && action === 'asks who it is' && outcome?.accepted,
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
  const answer = await call('GET', path, evidenceSchema, { signal })
  return answer.ok ? requestCost(answer.data) : null
}

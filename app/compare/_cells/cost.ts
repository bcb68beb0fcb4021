import type { Evidence } from './cells.ts'
import type { RequestCost } from './score.ts'

/** What an accepted request asked of the stores: the victim's own, before the event. */
export function requestCost({ steps }: Pick<Evidence, 'steps'>): RequestCost | null {
  const asked = steps.find(
    ({ actor, action, outcome }) =>
      actor === 'victim' && action === 'asks who it is' && outcome?.accepted,
  )?.outcome
  return asked ? { reads: asked.reads, writes: asked.writes, bytes: asked.bytes } : null
}

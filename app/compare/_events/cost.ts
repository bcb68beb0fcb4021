import type { Action } from '#lib/evidence/actions.ts'
import type { CellRun } from '#lib/evidence/model.ts'
import { averageCost } from '#lib/evidence/words/working-day.ts'
import * as is from '#app/_data/shape.ts'
import { workingDayPath } from '#app/_evidence/paths.ts'
import { call } from '#app/_data/call.ts'
import type { RequestCost } from '../../_evidence/score.ts'

const request: Action['type'] = 'request'

/** What an accepted request asked of the stores: the victim's own, before the event. */
export const requestCost = ({ steps }: Pick<CellRun, 'steps'>) =>
  steps.find(
    ({ actor, does, outcome }) => actor === 'victim' && does.type === request && outcome?.accepted,
  )?.outcome ?? null

const day = is.object({ requests: is.number, reads: is.number, writes: is.number })

/**
 * What a request costs on average over a working day under these lifetimes: the first ones alone are
 * cheaper than what follows. Null where there is no answer.
 */
export async function readCost(
  source: string,
  strategy: string,
  signal: AbortSignal,
): Promise<RequestCost | null> {
  const answer = await call('GET', workingDayPath(source, strategy), day, { signal })
  return answer.ok ? averageCost(answer.data) : null
}

import type { EventName } from '#lib/strategies/events.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { laneStatusOf } from './_run/lane-status.ts'
import type { Run } from './_run/run.ts'

interface Shown {
  run: Run
  strategies: StrategyDescription[]
  happened: Record<EventName, string>
}

/** The whole picture in one line. */
export function Tally(shown: Shown) {
  return <p className="text-sm text-soft">{sentence(shown)}</p>
}

function sentence({ run, strategies, happened }: Shown): string {
  if (run.stolenAt === null) return 'Each lane is one strategy, with what it promises.'
  const standings = strategies.map(({ id }) => laneStatusOf(run, id))
  const inside = standings.filter(({ kind }) => kind === 'in' || kind === 'waiting').length
  const failed = standings.filter(({ kind }) => kind === 'error').length
  const count = `${inside} of ${standings.length - failed}`
  const unknown = failed > 0 ? ` Of ${failed} nothing is known: an error.` : ''
  return run.event
    ? `${happened[run.event]}. The thief is still in under ${count} strategies.${unknown}`
    : `The thief is in under ${count} strategies.${unknown} Now end the session.`
}

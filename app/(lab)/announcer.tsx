import type { EventName } from '#lib/strategies/events.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { Polite } from '#app/_ui/polite.tsx'
import { laneStatusOf } from './_run/lane-status.ts'
import type { Run } from './_run/run.ts'

interface Told {
  run: Run
  strategies: StrategyDescription[]
  happened: Record<EventName, string>
}

/** Tells changes of verdicts, and nothing that merely counts on. */
export const Announcer = (told: Told) => <Polite text={announcement(told)} />

function announcement({ run, strategies, happened }: Told): string {
  if (run.stolenAt === null) return ''
  const standings = strategies.map(({ id, title }) => ({ title, ...laneStatusOf(run, id) }))
  const names = (kinds: readonly string[]) =>
    standings.filter(({ kind }) => kinds.includes(kind)).map(({ title }) => title)
  const [inside, blocked] = [names(['in', 'waiting']), names(['blocked'])]
  const failed = names(['error'])
  const errors = failed.length > 0 ? `Errors: ${failed.join(', ')}.` : ''
  if (!run.event) return `The session was stolen. The thief knocks every second. ${errors}`
  return [
    `${happened[run.event]}.`,
    inside.length > 0 || failed.length > 0
      ? `Thief in: ${inside.join(', ') || 'nowhere'}.`
      : 'The thief is out everywhere.',
    blocked.length > 0 ? `Blocked: ${blocked.join(', ')}.` : '',
    errors,
  ].join(' ')
}

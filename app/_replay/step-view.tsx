import { readable, stopwatch } from '#lib/evidence/words/durations.ts'
import type { CellRun } from '#lib/evidence/model.ts'
import { Polite } from '#app/_ui/polite.tsx'
import { Timeline } from '#app/_evidence/timeline.tsx'
import { VerdictMark, type VerdictKind } from '#app/_ui/verdict.tsx'
import type { Frame } from './frames.ts'
import { LineText } from './line-text.tsx'

const phases = {
  before: 'Before the event',
  event: 'The event',
  after: 'After the event',
  end: 'The end',
} as const

/** The step that is played: who does what, how the thief stands, and for how long by now. */
export function StepView({
  frame,
  evidence,
  number,
  total,
}: {
  frame: Frame
  evidence: CellRun
  number: number
  total: number
}) {
  const { phase, at, lines } = frame
  const knocks = evidence.knocks.slice(0, frame.knocks)
  const status = thiefStatus(frame, evidence)
  const spoken = `${phases[phase]}. ${status.word}.`
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="min-h-28">
        <p className="label">
          Step {number} of {total} · {phases[phase]}
          {at < 0 && `, ${readable(-at)} before it`}
        </p>
        <ul className="mt-1 grid gap-1">
          {lines.map((line) => (
            <li key={line.text}>
              <LineText line={line} />
            </li>
          ))}
        </ul>
      </div>
      <div>
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
          <div>
            <p className="label">Survived</p>
            <p className="font-mono text-2xl" data-stopwatch>
              {survived(frame, evidence)}
            </p>
          </div>
          <span data-verdict={status.kind}>
            <VerdictMark {...status} />
          </span>
        </div>
        <div className="mt-2">
          <Timeline knocks={knocks} end={evidence.horizon} label="The thief's knocks so far" />
        </div>
      </div>
      <Polite text={spoken} />
    </div>
  )
}

function thiefStatus(
  { phase, knocks }: Frame,
  { knocks: all, firstRefused }: CellRun,
): { kind: VerdictKind; word: string } {
  const last = all[knocks - 1]
  if (phase === 'before' || !last) {
    return phase === 'event'
      ? { kind: 'unknown', word: 'The thief has not knocked since' }
      : { kind: 'unknown', word: 'Nothing has happened yet' }
  }
  if (phase === 'end' && firstRefused === null) return { kind: 'in', word: 'Thief in to the end' }
  return last.in ? { kind: 'in', word: 'Thief in' } : { kind: 'blocked', word: 'Blocked' }
}

/** The last frame tells what was measured to the second, and not when the last knock was. */
const survived = ({ phase, at }: Frame, { firstRefused, horizon }: CellRun): string => {
  if (phase === 'before') return '–'
  if (phase === 'end')
    return firstRefused === null ? `≥ ${stopwatch(horizon)}` : stopwatch(firstRefused)
  return stopwatch(firstRefused === null ? at : Math.min(at, firstRefused))
}

import type { CellRun } from '#lib/evidence/model.ts'
import type { Promised } from '#lib/strategies/describe.ts'
import { shareOf } from '#lib/evidence/log-axis.ts'

const WIDTH = 1000
const HEIGHT = 24

const x = (at: number, horizon: number) => (shareOf(at, horizon) * (WIDTH - 4)).toFixed(1)

/** A lane over hours: a bar for as long as the copy was in, a mark for each knock, a line for now. */
export function Track({ run, at, promise }: { run: CellRun; at: number; promise: Promised }) {
  const { knocks, lastAccepted, horizon } = run
  const past = knocks.filter((knock) => knock.at <= at)
  const marks = (isIn: boolean, height: number) =>
    past
      .filter((knock) => knock.in === isIn)
      .map((knock) => `M${x(knock.at, horizon)},${HEIGHT - height}h3v${height}h-3z`)
      .join('')
  const accepted = past.filter((knock) => knock.in).length
  // Where time is the event, a lifetime has run for as long already.
  const isTimed = run.event === 'idle-timeout' || run.event === 'absolute-timeout'
  const hasRun = isTimed && promise.stops === 'at-expiry'
  const due = !hasRun && 'seconds' in promise && promise.seconds <= horizon ? promise.seconds : null
  return (
    <svg
      role="img"
      aria-label={`${accepted} knocks accepted, ${past.length - accepted} refused so far`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      className="knocks block h-6 w-full rounded-sm bg-sunken"
    >
      {lastAccepted !== null && (
        <path
          d={`M0,16H${x(Math.min(at, lastAccepted), horizon)}V24H0z`}
          fill="var(--mark-in)"
          opacity="0.45"
        />
      )}
      <path d={marks(true, 22)} fill="var(--mark-in)" />
      <path d={marks(false, 10)} fill="var(--mark-blocked)" />
      {due !== null && (
        <path d={`M${x(due, horizon)},0h2v4h-2zm0,8h2v4h-2zm0,8h2v4h-2z`} fill="var(--ink)" />
      )}
      <path d={`M${x(at, horizon)},0h2v${HEIGHT}h-2z`} fill="var(--accent)" />
    </svg>
  )
}

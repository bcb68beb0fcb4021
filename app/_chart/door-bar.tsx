import type { DoorAxis } from '#lib/evidence/door-axis.ts'
import type { Door } from '#lib/evidence/door.ts'

const HEIGHT = 20

/**
 * One row of the chart: a bar for as long as the copy was measured to be let in, a tick for each
 * knock, a hollow mark for the promise, and over it what is live. What it shows is also said in words
 * beside it, so it is hidden from those who do not see it.
 */
export function DoorBar({
  axis,
  door,
  live = null,
}: {
  axis: DoorAxis
  /** Missing while it is being measured. */
  door: Door | undefined
  /** Seconds since the event for which the copy has been let in so far; null before an event. */
  live?: { seconds: number; isIn: boolean } | null
}) {
  return (
    <div aria-hidden className="chart-bar relative h-5 rounded-sm bg-sunken">
      {axis.ticks.map(({ at, word }) => (
        <span
          key={word}
          className="absolute inset-y-0 w-px bg-line"
          style={{ left: at === 100 ? 'calc(100% - 1px)' : `${at}%` }}
        />
      ))}
      {door && door.firstRefused !== 0 && (
        <span
          className="absolute inset-y-1 left-0 rounded-r-xs bg-(--mark-in)/40"
          style={{ width: `${axis.place(door.firstRefused)}%` }}
        />
      )}
      {live && (
        <span
          className={`absolute inset-y-1 left-0 min-w-1 rounded-r-xs ${live.isIn ? 'bg-(--mark-in)' : 'bg-(--mark-blocked)'}`}
          style={{ width: `${axis.place(live.seconds)}%` }}
        />
      )}
      {door && <Ticks axis={axis} door={door} />}
      {door && <PromiseMark axis={axis} door={door} />}
    </div>
  )
}

function Ticks({ axis, door }: { axis: DoorAxis; door: Door }) {
  const path = (times: readonly number[], from: number, to: number) =>
    times.map((at) => `M${axis.place(at).toFixed(2)},${from}V${to}`).join('')
  return (
    <svg
      viewBox={`0 0 100 ${HEIGHT}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full overflow-visible"
    >
      <g strokeWidth="1">
        <path
          d={path(door.knocksIn, 4, 16)}
          stroke="var(--in)"
          vectorEffect="non-scaling-stroke"
          fill="none"
        />
        <path
          d={path(door.knocksOut, 7, 13)}
          stroke="var(--blocked)"
          vectorEffect="non-scaling-stroke"
          fill="none"
        />
      </g>
    </svg>
  )
}

/**
 * A diamond where the strategy promises that the door is shut by, filled where it was shut at once;
 * none where time is the event.
 */
function PromiseMark({
  axis,
  door: { promise, event, firstRefused },
}: {
  axis: DoorAxis
  door: Door
}) {
  const isTimed = event === 'idle-timeout' || event === 'absolute-timeout'
  if (promise.stops === 'not-by-this' || (isTimed && promise.stops === 'at-expiry')) return null
  const seconds = 'seconds' in promise ? promise.seconds : promise.stops === 'at-once' ? 0 : null
  return (
    <span
      className={`absolute top-1/2 size-2.5 -translate-1/2 rotate-45 border-[1.5px] ${firstRefused === 0 && seconds === 0 ? 'border-(--mark-blocked) bg-(--mark-blocked)' : 'border-ink bg-panel'}`}
      style={{ left: `${axis.place(seconds)}%` }}
    />
  )
}

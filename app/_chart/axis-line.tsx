import type { DoorAxis } from '#lib/evidence/door-axis.ts'

/** What is written over the bars. */
export const AxisLine = ({ axis }: { axis: DoorAxis }) => (
  <div aria-hidden className="label @container relative h-4">
    {axis.ticks.map(({ at, word, isLong }) => (
      <span
        key={word}
        className={`absolute top-0 whitespace-nowrap ${isLong ? '@max-[38rem]:hidden' : ''}`}
        style={{ left: `${at}%`, translate: `-${at === 0 ? 0 : at === 100 ? 100 : 50}%` }}
      >
        {word}
      </span>
    ))}
  </div>
)

import { readable } from '#lib/evidence/words/durations.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { AxisLine } from '#app/_chart/axis-line.tsx'
import { doorAxis } from '#lib/evidence/door-axis.ts'
import { DoorBar } from '#app/_chart/door-bar.tsx'
import { closesAtOnce, type Door } from '#lib/evidence/door.ts'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'

const row =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 xl:grid-cols-[minmax(0,11rem)_minmax(25%,1fr)_minmax(0,10rem)]'

/** A bar for each strategy: for how long the copy was measured to be let in. */
export function Doors({ doors }: { doors: readonly Door[] }) {
  const axis = doorAxis(Math.max(...doors.map(({ horizon }) => horizon)))
  // Beside the sliders there is no room for the word of a second tick so near to the first.
  const words = { ...axis, ticks: axis.ticks.filter(({ word }) => word !== readable(10)) }
  return (
    <section aria-label="When each door closes" className="panel min-w-0 p-4">
      <div className={row} aria-hidden>
        <span className="max-xl:hidden" />
        <div className="max-xl:col-span-2">
          <AxisLine axis={words} />
        </div>
      </div>
      <ul className="mt-1 grid gap-1 text-sm max-xl:gap-2">
        {doors.map((door) => (
          <li key={door.strategy} className={row} data-strategy={door.strategy}>
            <Link href={`/strategies/${door.strategy}`}>{titleOf(door.strategy)}</Link>
            <span className="max-xl:order-last max-xl:col-span-2">
              <DoorBar axis={axis} door={door} />
            </span>
            <VerdictMark kind={closesAtOnce(door) ? 'blocked' : 'in'} word={door.words} />
          </li>
        ))}
      </ul>
      <p className="label mt-2">
        Bars are what was measured, with a tick for each knock of the thief; diamonds are what the
        strategy promises. The axis is logarithmic.
      </p>
    </section>
  )
}

const titleOf = (id: string) => strategies.find((strategy) => strategy.id === id)?.title ?? id

import { micros } from '#lib/evidence/cost.ts'
import { Link } from '#app/_ui/link.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { Break, fills, outlines, type Look } from './bar-looks.tsx'
import { BarsLegend } from './bars-legend.tsx'

export interface Bar {
  name: string
  href?: string
  /** Of what was seen before, and of a new one; null: not measured. */
  value: number | null
  ofNew: number | null
  /** What cannot be done without, of which it is made: drawn as a line. */
  floor?: number
  look: Look
}

/** Microseconds as a table whose bars are in scale: up to `most`, beyond which a bar is broken off. */
export const Bars = ({
  label,
  bars,
  most,
}: {
  label: string
  bars: readonly Bar[]
  most: number
}) => (
  <>
    <ScrollRegion label={label} className="mt-3">
      <table className="table w-full">
        <thead>
          <tr>
            <th scope="col">
              Check<span className="sm:hidden">, a bar of 0 to {micros(most)}</span>
            </th>
            <th scope="col" className="text-right">
              Seen before
            </th>
            <th scope="col" className="text-right">
              A new one
            </th>
            <th scope="col" className="w-1/2 max-sm:hidden">
              0 to {micros(most)}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.name}>
              <th scope="row" className="min-w-32 font-normal">
                {bar.href ? <Link href={bar.href}>{bar.name}</Link> : bar.name}
                {/* Where a column more would be out of sight. */}
                <InScale bar={bar} most={most} className="mt-1 sm:hidden" />
              </th>
              <Time value={bar.value} />
              <Time value={bar.ofNew} />
              <td className="max-sm:hidden">
                <InScale bar={bar} most={most} className="min-w-32" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
    <BarsLegend />
  </>
)

const Time = ({ value }: { value: number | null }) => (
  <td className="relative text-right whitespace-nowrap tabular-nums">
    {value === null ? (
      <span className="text-soft">
        <span aria-hidden>–</span>
        <span className="sr-only">not measured</span>
      </span>
    ) : (
      micros(value)
    )}
  </td>
)

function InScale({ bar, most, className }: { bar: Bar; most: number; className: string }) {
  const { value, ofNew, floor, look } = bar
  const share = (part: number) => `${Math.min(100, (100 * part) / most)}%`
  return (
    <div className={`measured-bar relative h-4 ${className}`} aria-hidden="true">
      {value !== null && (
        <div className={`h-4 rounded-sm ${fills[look]}`} style={{ width: share(value) }} />
      )}
      {ofNew !== null && (
        <div
          className={`absolute inset-y-0 left-0 rounded-sm border ${outlines[look]}`}
          style={{ width: share(ofNew) }}
        />
      )}
      {Math.max(value ?? 0, ofNew ?? 0) > most && <Break />}
      {floor !== undefined && (
        <div
          className="absolute inset-y-0 w-0.5 bg-ink outline outline-panel"
          style={{ left: share(floor) }}
        />
      )}
    </div>
  )
}

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

const told = (value: number | null): string => (value === null ? 'not measured' : micros(value))

/** Microseconds as a table whose bars are in scale: up to `most`, beyond which a bar is broken off. */
export function Bars({ label, bars, most }: { label: string; bars: readonly Bar[]; most: number }) {
  const share = (value: number) => `${Math.min(100, (100 * value) / most)}%`
  return (
    <>
      <ScrollRegion label={label} className="mt-3">
        <table className="table w-full">
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col" className="text-right">
                Seen before
              </th>
              <th scope="col" className="text-right">
                A new one
              </th>
              <th scope="col" className="w-1/2">
                0 to {micros(most)}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ name, href, value, ofNew, floor, look }) => (
              <tr key={name}>
                <th scope="row" className="min-w-32 font-normal">
                  {href ? <Link href={href}>{name}</Link> : name}
                </th>
                <td className="text-right whitespace-nowrap tabular-nums">{told(value)}</td>
                <td className="text-right whitespace-nowrap tabular-nums">{told(ofNew)}</td>
                <td>
                  <div className="measured-bar relative h-4 min-w-32" aria-hidden="true">
                    {value !== null && (
                      <div
                        className={`h-4 rounded-sm ${fills[look]}`}
                        style={{ width: share(value) }}
                      />
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
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <BarsLegend />
    </>
  )
}

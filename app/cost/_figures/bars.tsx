import { micros } from '#lib/evidence/cost.ts'
import { Link } from '#app/_ui/link.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'

export interface Bar {
  name: string
  href?: string
  value: number
  /** What cannot be done without, of which it is made: drawn as a line. */
  floor?: number
  look: 'ours' | 'peer' | 'floor'
}

const fills = { ours: 'bg-accent', peer: 'bg-edge', floor: 'bg-soft' } as const

/** Microseconds as a table whose bars are in scale: up to `most`, beyond which a bar is broken off. */
export function Bars({ label, bars, most }: { label: string; bars: readonly Bar[]; most: number }) {
  const share = (value: number) => `${Math.min(100, (100 * value) / most)}%`
  return (
    <ScrollRegion label={label} className="mt-3">
      <table className="table w-full">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col" className="text-right">
              Median
            </th>
            <th scope="col" className="w-1/2">
              0 to {micros(most)}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ name, href, value, floor, look }) => (
            <tr key={name}>
              <th scope="row" className="min-w-32 font-normal">
                {href ? <Link href={href}>{name}</Link> : name}
              </th>
              <td className="text-right whitespace-nowrap">{micros(value)}</td>
              <td>
                <div className="measured-bar relative h-4 min-w-32" aria-hidden="true">
                  <div
                    className={`h-4 rounded-sm ${fills[look]} ${value > most ? 'rounded-r-none border-r-4 border-dashed border-panel' : ''}`}
                    style={{ width: share(value) }}
                  />
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
  )
}

import { marksUpTo, shareOf } from '#lib/evidence/log-axis.ts'
import { refusalWords } from '#lib/evidence/words/refusals.ts'
import { readable } from '#lib/evidence/words/durations.ts'
import type { Knock } from '#lib/evidence/model.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'

const [WIDTH, HEIGHT, BAR] = [1_000, 32, 8]
/** A minute at the least: what is refused at once needs an axis as well. */
const SHORTEST = 60

/** Why a knock ended as it did. */
export const knockWords = ({ in: isIn, renewed, accepted, reason, role }: Knock): string => {
  if (isIn) return renewed ? 'accepted, with a copy that it renewed' : 'accepted'
  if (accepted) return `accepted, but only as ${role ?? 'nobody'}`
  return `refused: ${refusalWords(reason ?? 'revoked').toLowerCase()}`
}

/**
 * The thief's knocks since the event: tall was let in, short was refused. The axis is logarithmic,
 * because what matters lies between a second and a month.
 */
export function Timeline({
  knocks,
  end,
  label,
}: {
  knocks: readonly Knock[]
  /** Where the axis ends, in seconds. */
  end: number
  label: string
}) {
  const last = Math.max(SHORTEST, end)
  const place = (at: number) => shareOf(at, last)
  const bars = (isIn: boolean, height: number) =>
    knocks
      .filter((knock) => knock.in === isIn)
      .map(({ at }) => {
        const x = place(at) * (WIDTH - BAR)
        return `M${x.toFixed(1)},${HEIGHT - height}h${BAR}v${height}h-${BAR}z`
      })
      .join('')
  const marks = marksUpTo(last).filter((at) => place(at) < 0.92)
  return (
    <figure aria-label={label}>
      <svg
        role="img"
        aria-label={counted(knocks)}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="knocks block h-8 w-full rounded-sm bg-sunken"
      >
        <path d={bars(true, 30)} fill="var(--mark-in)" />
        <path d={bars(false, 10)} fill="var(--mark-blocked)" />
      </svg>
      <div aria-hidden className="label relative h-4">
        <span className="absolute left-0">0</span>
        {marks.map((at) => (
          <span
            key={at}
            className="absolute -translate-x-1/2 max-sm:nth-of-type-[even]:hidden"
            style={{ left: `${place(at) * 100}%` }}
          >
            {readable(at)}
          </span>
        ))}
        <span className="absolute right-0">{readable(last)}</span>
      </div>
      <figcaption className="label mt-1">
        Tall: accepted. Short: refused. Time since the event, on a logarithmic axis.
      </figcaption>
    </figure>
  )
}

const counted = (knocks: readonly Knock[]) => {
  const accepted = knocks.filter((knock) => knock.in).length
  return `${knocks.length} knocks: ${accepted} accepted, ${knocks.length - accepted} refused`
}

/** The figure's data, for those who cannot see it or want to check it. */
export function KnockTable({ knocks, label }: { knocks: readonly Knock[]; label: string }) {
  return (
    <details className="mt-2 text-sm">
      <summary className="min-h-6 cursor-pointer">The knocks as a table</summary>
      <ScrollRegion label={label} className="mt-2 max-h-72 overflow-y-auto">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">After the event</th>
              <th scope="col">The thief was</th>
              <th scope="col">Reads, writes</th>
              <th scope="col">Bytes</th>
            </tr>
          </thead>
          <tbody>
            {knocks.map((knock) => (
              <tr key={knock.at}>
                <td className="whitespace-nowrap">{knock.at.toLocaleString('en')} s</td>
                <td>{knockWords(knock)}</td>
                <td>
                  {knock.reads}, {knock.writes}
                </td>
                <td>{knock.bytes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  )
}

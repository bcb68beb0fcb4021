import { capital } from '#lib/evidence/words/verdicts.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { cellAddress } from '#app/_evidence/cell-addresses.ts'
import { readingOf } from '#app/_evidence/reading.ts'
import type { MeasuredKind } from './measured-stack.ts'

/** One way in which a stack keeps its sessions, and what each event does to a stolen copy. */
export const KindCard = ({
  kind: { definition, when, cells },
  preset,
}: {
  kind: MeasuredKind
  preset: string
}) => (
  <section className="panel p-4 text-sm" data-kind={definition.id}>
    <h3 className="text-base">{capital(when)}</h3>
    <p className="text-soft">
      Measured with: <Link href={`/strategies/${definition.id}`}>{definition.title}</Link>
    </p>
    <ul className="mt-2">
      {cells.map((cell) => (
        <li
          key={cell.event}
          className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-2 border-t border-line py-1.5"
        >
          <Link href={cellAddress(preset, definition.id, cell.event)}>
            {eventPress[cell.event]}
          </Link>
          <span>
            <VerdictMark {...readingOf(cell)} />
            {cell.broken.length > 0 && (
              <span className="label block">BROKEN: {cell.broken.join('; ')}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  </section>
)

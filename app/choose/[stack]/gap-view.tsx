import { inFor } from '#lib/choose/stack-words.ts'
import type { Stack } from '#lib/choose/stacks.ts'
import { capital } from '#lib/evidence/words/verdicts.ts'
import { costWords } from '#lib/evidence/words/promises.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { readingOf } from '#app/_evidence/reading.ts'
import type { MeasuredDay } from '#app/_measured/day.ts'
import { gapOf } from './closers.ts'
import type { MeasuredKind } from './measured-stack.ts'

/** What a request costs over a working day, and how often the password is asked for on it. */
const priceWords = ({ price, signIns }: MeasuredDay): string =>
  `${costWords(price)} a request, the password ${signIns === 1 ? 'once' : `${signIns} times`} a day`

/** A gap, and each thing that would make it smaller, with both prices. */
export async function GapView({
  stack,
  kind,
  settings,
}: {
  stack: Stack
  kind: MeasuredKind
  settings: Settings
}) {
  const ban = kind.cells.find(({ event }) => event === 'ban')
  if (!ban) return null
  const isClosed = ban.firstRefused === 0
  const { now, closers } = await gapOf(stack, kind.definition, settings)
  return (
    <section className="panel p-4 text-sm">
      <h3 className="text-base">{capital(kind.when)}</h3>
      <p className="mt-1">
        Now: {inFor(ban)}, for {priceWords(now)}.
      </p>
      {isClosed ? (
        <p className="mt-2">There is no gap: a ban holds at the next request.</p>
      ) : (
        <ul className="mt-2" data-closers>
          {closers.map(({ title, strategy, ban: then, day }) => (
            <li key={title} className="border-t border-line py-2">
              <Link href={`/strategies/${strategy}`}>{title}</Link>
              <span className="block">
                <VerdictMark kind={readingOf(then).kind} word={capital(inFor(then))} />
              </span>
              <span className="label block">{priceWords(day)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

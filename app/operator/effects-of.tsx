import { effects as effectWords, type Effect } from '#lib/strategies/effects.ts'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark, type VerdictKind } from '#app/_ui/verdict.tsx'

const kinds: Record<Effect, VerdictKind> = {
  revoked: 'blocked',
  'at-renewal': 'waiting',
  updated: 'blocked',
  unaffected: 'unknown',
  cannot: 'in',
}

/** What the last thing done meant for each strategy. */
export function EffectsOf({
  done,
  strategies,
}: {
  done: { said: string; effects: Record<string, Effect> } | null
  strategies: { id: string; title: string }[]
}) {
  return (
    <section aria-labelledby="effects" className="panel">
      <h2 id="effects" className="border-b border-line px-4 py-3 text-lg">
        Effect on each strategy
      </h2>
      <output className="block px-4 pt-3 text-sm font-medium">
        {done ? `${done.said}.` : 'Nothing has been done yet.'}
      </output>
      <ul className="grid gap-3 p-4 sm:grid-cols-2 xl:grid-cols-1">
        {strategies.map(({ id, title }) => {
          const effect = done?.effects[id]
          return (
            <li key={id} className="text-sm">
              <Link href={`/strategies/${id}`}>{title}</Link>
              <span className="flex flex-wrap items-baseline gap-x-2">
                <VerdictMark
                  kind={effect ? kinds[effect] : 'unknown'}
                  word={effect ?? 'not asked'}
                />
                {effect && <span className="text-soft">{effectWords[effect]}</span>}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

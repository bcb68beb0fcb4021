import { groups } from '#lib/scenarios/attacks/attack.ts'
import { attacks, predictionFor } from '#lib/scenarios/attacks/registry.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { needsNodes } from '#lib/strategies/registry.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'

/** What its traits let expect of every attack; the runs fail where it comes out otherwise. */
export function AttacksOnIt({
  definition,
  settings,
}: {
  definition: StrategyDefinition
  settings: Settings
}) {
  const { id, renewsExpired, keepsCredentials } = definition
  const predicted = attacks.map((attack) => ({
    attack,
    prediction: predictionFor(attack, definition, settings),
  }))
  const working = predicted
    .filter(({ prediction }) => prediction === 'works')
    .map(({ attack }) => attack)
  const blocked = predicted.filter(({ prediction }) => prediction === 'fails').length
  const own = Object.entries(groups)
    .map(([group, title]) => ({ title, of: working.filter((attack) => attack.group === group) }))
    .filter(({ of }) => of.length > 0)
  return (
    <section aria-labelledby="attacks" className="mt-8">
      <h2 id="attacks" className="text-lg">
        Which attacks work
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        Predicted from what it declares: {working.length} of {attacks.length} work, {blocked} are
        blocked, and {attacks.length - working.length - blocked} do not apply here.{' '}
        {renewsExpired && 'It gives a new credential for one that has expired. '}
        {working.some((attack) => attack.id === 'late-renewal-after-logout') &&
          'A renewal that is answered after the log-out signs in again: nobody has to steal anything. '}
        {keepsCredentials &&
          'Its rows hold the credentials themselves: who reads the table is signed in. '}
        {needsNodes(definition) &&
          'Those that follow an event can work for its two seconds alone, at a node that has not heard of it yet. '}
        <Link href={`/compare?view=attacks&strategies=${id}`}>See every attack played on it</Link>
      </p>
      <ul className="mt-3 grid gap-2 md:grid-cols-2 xl:grid-cols-3">
        {own.map(({ title, of }) => (
          <li key={title} className="panel p-4 text-sm">
            <VerdictMark kind="in" word={title} />
            <ul className="mt-1">
              {of.map((attack) => (
                <li key={attack.id} className="py-0.5">
                  <Link href={`/scenarios/${attack.id}?strategy=${id}`}>{attack.title}</Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

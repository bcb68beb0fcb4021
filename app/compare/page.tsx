import type { Metadata } from 'next'
import { eventAbout } from '#lib/evidence/words/events-about.ts'
import { presets } from '#lib/workspace/presets.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { replicated, strategies } from '#lib/strategies/registry.ts'
import { defaultSettings, lifetimesOf } from '#lib/workspace/settings.ts'
import { Link } from '#app/_ui/link.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import { requestWorkspace } from '#app/_data/request-workspace.ts'
import { keptAttackCell } from '#app/_runs/cells.ts'
import { keptFor, keptRows } from '#app/_measured/kept.ts'
import { NotKnown } from '#app/_ui/not-known.tsx'
import { WORKSPACE } from '#app/_evidence/paths.ts'
import { ToldLifetimes } from './told-lifetimes.tsx'
import { wordsOf } from './address.ts'
import { attackGroups } from './_attacks/groups.ts'
import { scoreRules } from '../_evidence/score.ts'
import { MatrixLegend } from './_events/matrix-legend.tsx'
import { Plain } from './_plain/plain.tsx'
import { Views } from './views.tsx'
import { Terms } from '#app/_ui/terms.tsx'
import type { Query } from '#app/_data/query.ts'

export const metadata: Metadata = {
  title: 'Compare',
  description:
    'Every strategy under every event and every attack, measured now: when a stolen copy is refused, and whether an attack works.',
}

/** Of strategies that this process does not play, without the steps. */
const keptAttacks = replicated.flatMap((definition) =>
  attacks.map((attack) => {
    const { steps: _, ...cell } = keptAttackCell(definition, attack, defaultSettings)
    return cell
  }),
)

export default async function ComparePage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const workspace = await requestWorkspace()
  const settings = workspace?.settings ?? defaultSettings
  const own = lifetimesOf(settings)
  const kept = await keptRows()
  const sources = [
    { id: WORKSPACE, lifetimes: own },
    ...presets.map(({ id, lifetimes }) => ({ id, lifetimes })),
  ]
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Compare</h1>
      <p className="mt-2 max-w-prose text-soft">
        <Terms>
          What each strategy is worth: how long a stolen copy survives each event, and which attacks
          work. Played on this server while you look, on a virtual clock. Open a cell for its
          evidence, or hold <Link href="/compare/two">two strategies head to head</Link>.
        </Terms>
      </p>
      <NotKnown
        query={query}
        words={wordsOf(query['view'] === 'attacks' ? 'attacks' : 'events', [
          ...strategies.map(({ id }) => id),
          ...kept.strategies.map(({ id }) => id),
        ])}
      />
      <div className="needs-js">
        <Views
          strategies={strategies.map(({ id, title }) => ({ id, title }))}
          kept={{
            ...kept,
            attacks: keptAttacks,
            sources: sources.filter(({ lifetimes }) => keptFor(lifetimes)).map(({ id }) => id),
          }}
          groups={attackGroups}
          presets={presets}
          told={{
            [WORKSPACE]: <ToldLifetimes lifetimes={own} />,
            ...Object.fromEntries(
              presets.map((preset) => [
                preset.id,
                <ToldLifetimes key={preset.id} preset={preset} lifetimes={preset.lifetimes} />,
              ]),
            ),
          }}
          workspace={own}
          abouts={eventAbout}
          legend={<MatrixLegend />}
          rules={scoreRules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        />
      </div>
      <noscript>
        <Plain
          asked={query}
          own={settings}
          rows={[...strategies.map(({ id, title }) => ({ id, title })), ...kept.strategies]}
        />
      </noscript>
      {kept.strategies.map(({ id, title, kept: { from } }) => (
        <p key={id} className="label mt-3 max-w-prose" data-kept-run>
          * <Link href={`/strategies/${id}`}>{title}</Link>: {from}. It is not ranked.
        </p>
      ))}
      <NextStep href="/choose" title="What should you use?">
        Five questions lead to one recommendation, with its evidence and its price.
      </NextStep>
    </>
  )
}

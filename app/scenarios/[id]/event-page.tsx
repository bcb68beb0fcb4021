import { KeptLine } from '#app/_ui/kept-line.tsx'
import { Link } from '#app/_ui/link.tsx'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import type { Scenario } from '#lib/scenarios/stage.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { presets } from '#lib/workspace/presets.ts'
import { describe } from '#lib/strategies/describe.ts'
import { findStrategy, strategies } from '#lib/strategies/registry.ts'
import { Highlighted } from '#app/_source/highlighted.tsx'
import { questions } from '../questions.ts'
import { stopAt } from '../walk.ts'
import { GoOn } from './go-on.tsx'
import { Standing } from './standing.tsx'
import { playable } from './playable.ts'
import { sourceOf } from './source.ts'
import { standards } from './standards.ts'
import { Story } from './story.tsx'
import { Terms } from '#app/_ui/terms.tsx'

const honest = { victim: 'the phone', laptop: 'the laptop', bystander: 'Bob' } as const

/** The story of an event: how long a stolen copy lives on after it. */
export async function EventPage({ scenario }: { scenario: Scenario }) {
  const { event, title, story, username, stays } = scenario
  const source = await sourceOf(event)
  // What the walk says, else one that does not close at once: the better question.
  const first =
    findStrategy(stopAt(event)?.strategy ?? '') ??
    strategies.find(({ promises }) => promises[event].stops !== 'at-once') ??
    strategies[0]
  const next = scenarios[(scenarios.indexOf(scenario) + 1) % scenarios.length]
  return (
    <>
      <p className="text-sm">
        <Link href="/scenarios">All scenarios</Link>
      </p>
      <h1 className="mt-1 text-2xl sm:text-3xl">{title}</h1>
      <Standing id={event} />
      <p className="mt-2 max-w-prose text-soft">
        <Terms>{questions[event]}</Terms>
      </p>
      <Story
        event={event}
        owner={username === 'admin' ? 'the administrator' : 'Alice'}
        story={story}
        stays={stays.map((who) => honest[who])}
        first={first?.id ?? ''}
        strategies={strategies.map((own) => playable(describe(own, defaultSettings)))}
        presets={presets.map(({ id, title: name }) => ({ id, title: name }))}
      />
      <KeptLine event={event} />
      <section aria-labelledby="standards" className="mt-10">
        <h2 id="standards" className="text-lg">
          Standards that speak of it
        </h2>
        {standards[event].length === 0 ? (
          <p className="mt-1 max-w-prose text-sm text-soft">
            None of those that we follow says how soon this has to take effect: that is yours to
            decide, and to write down.
          </p>
        ) : (
          <ul className="mt-3 grid gap-2 md:grid-cols-2 xl:grid-cols-3">
            {standards[event].map(({ name, url, says }) => (
              <li key={name} className="panel p-4 text-sm">
                <a href={url} rel="noreferrer">
                  {name}
                </a>
                <p className="mt-1 text-soft">{says}</p>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="source" className="mt-10">
        <h2 id="source" className="text-lg">
          Its source
        </h2>
        <p className="mt-1 mb-3 max-w-prose text-sm text-soft">
          The very file that is played, against every strategy, with no word about how requests
          travel.
        </p>
        {source ? <Highlighted source={source} /> : <p>The source is not beside this server.</p>}
      </section>
      <GoOn id={event} otherwise={next && { id: next.event, title: next.title }} />
    </>
  )
}

import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { groups as attackGroups } from '#lib/scenarios/attacks/attack.ts'
import { attacks } from '#lib/scenarios/attacks/registry.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { groups } from '#app/_evidence/score.ts'
import { HowFar, Played } from './played.tsx'
import { questions } from './questions.ts'
import { levelOf, titleOf, walk } from './walk.ts'
import { Terms } from '#app/_ui/terms.tsx'

export const metadata: Metadata = {
  title: 'Scenarios',
  description:
    'Each event and each attack told as a story in steps: guess how it ends, then see it played.',
}

export default function ScenariosPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Scenarios</h1>
      <p className="mt-2 max-w-prose text-soft">
        <Terms>
          {scenarios.length} events and {attacks.length} attacks, each one short story in code.
          Guess how one ends under a strategy of your choice, then have it played step by step.
        </Terms>
      </p>
      <HowFar stories={scenarios.length + attacks.length} onWalk={walk.map(({ id }) => id)} />
      <Walk />
      <nav
        aria-label="On this page"
        className="unprinted mt-8 flex flex-wrap gap-x-4 gap-y-1 text-sm"
      >
        All stories: <a href="#events">Events</a> <a href="#attacks">Attacks</a>
      </nav>
      <Part
        id="events"
        title="Events"
        about="Something that should end a session happens. For how long does the stolen copy live on?"
      >
        {groups
          .filter(({ events }) => events.length > 0)
          .map(({ id, name, events }) => (
            <Group
              key={id}
              id={id}
              name={id === 'collateral' ? 'What is to end nobody’s session' : name}
              stories={scenarios
                .filter(({ event }) => events.some((own: EventName) => own === event))
                .map(({ event, title, story }) => ({
                  id: event,
                  title,
                  story,
                  question: questions[event],
                }))}
            />
          ))}
      </Part>
      <Part
        id="attacks"
        title="Attacks"
        about="Somebody wants something that is not theirs. Do they get it, yes or no?"
      >
        {Object.entries(attackGroups).map(([id, name]) => (
          <Group
            key={id}
            id={`attacks-${id}`}
            name={name}
            stories={attacks.filter(({ group }) => group === id)}
          />
        ))}
      </Part>
    </>
  )
}

/** From the first question to what surprises people who build this for a living. */
const Walk = () => (
  <section aria-labelledby="walk" className="mt-6">
    <h2 id="walk" className="text-xl">
      An order to walk in
    </h2>
    <ol className="panel mt-2 divide-y divide-line">
      {walk.map(({ id, why }, at) => (
        <li
          key={id}
          className="grid grid-cols-[1.5rem_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1 px-4 py-2 lg:grid-cols-[1.5rem_minmax(0,20rem)_minmax(0,1fr)_4rem_8rem]"
        >
          <span className="text-right text-soft">{at + 1}</span>
          <Link href={`/scenarios/${id}`} className="font-medium">
            {titleOf(id)}
          </Link>
          <span className="col-start-2 text-sm lg:col-start-auto">{why}</span>
          <span className="col-start-2 flex gap-3 lg:contents">
            <span className="label">{levelOf(id)}</span>
            <Played story={id} />
          </span>
        </li>
      ))}
    </ol>
  </section>
)

interface Story {
  id: string
  title: string
  story: string
  question?: string
}

function Part({
  id,
  title,
  about,
  children,
}: {
  id: string
  title: string
  about: string
  children: ReactNode
}) {
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      <p className="max-w-prose text-sm text-soft">{about}</p>
      {children}
    </section>
  )
}

function Group({ id, name, stories }: { id: string; name: string; stories: readonly Story[] }) {
  if (stories.length === 0) return null
  return (
    <section
      aria-labelledby={`group-${id}`}
      className="mt-6 [content-visibility:auto] [contain-intrinsic-size:auto_500px] print:[content-visibility:visible]"
    >
      <h3 id={`group-${id}`} className="text-base">
        {name}
      </h3>
      <ul className="mt-2 grid gap-2 md:grid-cols-2 xl:grid-cols-3">
        {stories.map(({ id: own, title, story, question }) => (
          <li key={own} className="panel relative min-w-0 p-4 hover:border-edge">
            <h4 className="text-base font-semibold">
              <Link
                href={`/scenarios/${own}`}
                className="inline-flex items-center gap-1.5 after:absolute after:inset-0"
              >
                {title}
                <Icon name="arrow-right" className="shrink-0" />
              </Link>
            </h4>
            <p className="mt-1 text-sm">{story}</p>
            {question && <p className="mt-1 text-sm text-soft">{question}</p>}
            <p className="mt-1 flex flex-wrap gap-x-3">
              <span className="label leading-6">{levelOf(own)}</span>
              <Played story={own} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

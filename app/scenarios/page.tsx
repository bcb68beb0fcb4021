import { ArrowRight } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { scenarios } from '#lib/scenarios/catalogue.ts'
import type { EventName } from '#lib/sessions/events.ts'
import { groups } from '#app/compare/_cells/score.ts'
import { questions } from './questions.ts'

export const metadata: Metadata = {
  title: 'Scenarios',
  description:
    'Each event told as a story in steps: guess what becomes of the stolen copy, then see it played.',
}

export default function ScenariosPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Scenarios</h1>
      <p className="mt-2 max-w-prose text-soft">
        {scenarios.length} stories about a stolen session, each one short file of code. Guess how
        one ends under a strategy of your choice, then have it played step by step.
      </p>
      {groups
        .filter(({ events }) => events.length > 0)
        .map(({ id, name, events }) => (
          <section key={id} aria-labelledby={`group-${id}`} className="mt-8">
            <h2 id={`group-${id}`} className="text-lg">
              {name}
            </h2>
            <ul className="mt-3 grid gap-2 md:grid-cols-2 xl:grid-cols-3">
              {scenarios
                .filter(({ event }) => events.some((own: EventName) => own === event))
                .map(({ event, title, story }) => (
                  <li key={event} className="panel relative p-4 hover:border-edge">
                    <h3 className="text-base">
                      <Link
                        href={`/scenarios/${event}`}
                        className="inline-flex items-center gap-1.5 after:absolute after:inset-0"
                      >
                        {title}
                        <ArrowRight size={16} aria-hidden className="shrink-0" />
                      </Link>
                    </h3>
                    <p className="mt-1 text-sm">{story}</p>
                    <p className="mt-1 text-sm text-soft">{questions[event]}</p>
                  </li>
                ))}
            </ul>
          </section>
        ))}
    </>
  )
}

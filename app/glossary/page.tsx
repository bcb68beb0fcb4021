import type { Metadata } from 'next'
import { glossary } from '#lib/evidence/words/glossary.ts'
import { Link } from '#app/_ui/link.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'

export const metadata: Metadata = {
  title: 'Glossary',
  description: 'The terms of the field, and the few of the lab, each in a sentence or two.',
}

export default function GlossaryPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Glossary</h1>
      <p className="mt-2 max-w-prose text-soft">
        The terms of the field, and the few that are the lab's own, as every page uses them.
      </p>
      <dl className="mt-6 grid max-w-3xl">
        {glossary.map(({ id, term, meaning, source, shownAt }) => (
          <div
            key={id}
            id={id}
            className="scroll-mt-4 border-t border-line px-2 py-3 target:bg-sunken sm:grid sm:grid-cols-[14rem_minmax(0,1fr)] sm:gap-x-4"
          >
            <dt className="font-medium">{term}</dt>
            <dd>
              {meaning}
              {(source || shownAt) && (
                <span className="mt-1 flex flex-wrap gap-x-4 text-sm">
                  {shownAt && <Link href={shownAt}>Shown here</Link>}
                  {source && (
                    <a href={source.url} rel="noreferrer">
                      {source.name}
                    </a>
                  )}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <NextStep href="/learn" title="Learn">
        Short chapters, each with one thing to play with.
      </NextStep>
    </>
  )
}

import type { Metadata } from 'next'
import { glossary } from '#lib/evidence/words/glossary.ts'
import { findStrategy } from '#lib/strategies/registry.ts'
import { chapters } from '#app/_shell/chapters.ts'
import { rooms, small, workbench } from '#app/_shell/pages.ts'
import { Link } from '#app/_ui/link.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'

export const metadata: Metadata = {
  title: 'Glossary',
  description: 'The terms of the field, and the few of the lab, each in a sentence or two.',
}

/** What a page is called. @throws where there is none at that address */
function placeOf(path: string): string {
  const page = [...rooms, ...workbench, ...small].find((own) => own.path === path)
  const name =
    page?.name ??
    chapters.find((own) => own.path === path)?.title ??
    findStrategy(path.replace('/strategies/', ''))?.title
  if (!name) throw new Error(`the glossary leads to ${path}, and there is no such page`)
  return name
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
                <span className="mt-1 flex flex-wrap gap-x-4 text-sm [&_a]:min-h-6">
                  {shownAt && <Link href={shownAt}>See it: {placeOf(shownAt)}</Link>}
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

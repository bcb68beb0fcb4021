import type { ReactNode } from 'react'
import { requirementName } from '#lib/evidence/requirement.ts'
import { Link } from '#app/_ui/link.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import { chapterAt, chapters, type ChapterPath } from '#app/_shell/chapters.ts'
import { Terms } from '#app/_ui/terms.tsx'

/** What every chapter begins with: where it stands, its title, and a few sentences. */
export function Opening({ path, children }: { path: ChapterPath; children: ReactNode }) {
  const { number, title } = chapterAt(path)
  return (
    <>
      <p className="text-sm text-soft">
        <Link href="/learn">Learn</Link>, chapter {number} of {chapters.length}
      </p>
      <h1 className="mt-1 text-2xl sm:text-3xl">{title}</h1>
      <div className="mt-2 grid max-w-prose gap-3">
        <Terms>{children}</Terms>
      </div>
    </>
  )
}

/** How the answers came about: a chapter says it in its own words. */
export const Measured = ({ children }: { children: ReactNode }) => (
  <p className="mt-8 max-w-prose text-sm text-soft">
    <Terms>{children}</Terms>
  </p>
)

export interface Source {
  standard: string
  /** As the standard counts. */
  number: string
  /** What it says, in our own words. */
  text: string
  url: string
}

/** What stands behind a chapter. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  return (
    <section aria-labelledby="sources" className="mt-8 max-w-prose text-sm">
      <h2 id="sources" className="text-lg">
        Sources
      </h2>
      <ul className="mt-2 grid gap-2">
        {sources.map(({ standard, number, text, url }) => (
          <li key={`${standard} ${number}`}>
            <a href={url}>{requirementName({ standard, number })}</a>: {text}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The one next step: the next chapter, with why one would want it. */
export function NextChapter({ path, children }: { path: ChapterPath; children: ReactNode }) {
  const { next } = chapterAt(path)
  if (!next) throw new Error(`${path} is the last chapter`)
  return (
    <NextStep href={next.path} title={next.title}>
      {children}
    </NextStep>
  )
}

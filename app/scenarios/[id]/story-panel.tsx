import type { Named } from '#lib/evidence/named.ts'
import { WORKSPACE } from '#app/_evidence/paths.ts'
import type { ReactNode } from 'react'
import { writeAddress } from '#app/_data/address.ts'
import { Choice } from './choice.tsx'

/** What happens, in steps, and under which strategy and lifetimes. */
export function StoryPanel({
  strategy,
  source,
  strategies,
  presets,
  note,
  children,
}: {
  strategy: Named
  source: string
  strategies: readonly Named[]
  presets: readonly Named[]
  note: ReactNode
  /** The steps. */
  children: ReactNode
}) {
  const choose = (changes: Record<string, string | null>) =>
    writeAddress({ ...changes, at: null, guess: null })
  return (
    <section aria-labelledby="story" className="panel p-4">
      <h2 id="story" className="text-lg">
        The story
      </h2>
      <ol className="mt-2 list-decimal space-y-1 pl-5 text-sm">{children}</ol>
      <p className="label mt-3">{note}</p>
      <div className="unprinted mt-4 grid gap-3 sm:grid-cols-2">
        <Choice
          label="Strategy"
          value={strategy.id}
          options={strategies}
          onChoose={(id) => choose({ strategy: id })}
        />
        <Choice
          label="Lifetimes"
          value={source}
          options={[
            { id: WORKSPACE, title: "this workspace's settings" },
            ...presets.map(({ id, title }) => ({ id, title: `defaults of ${title}` })),
          ]}
          onChoose={(id) => choose({ preset: id === WORKSPACE ? null : id })}
        />
      </div>
    </section>
  )
}

'use client'

import type { ReactNode } from 'react'
import { WORKSPACE } from '#app/_evidence/paths.ts'
import type { Named } from '#lib/evidence/named.ts'

/** Under which lifetimes is measured: one's own, or those of a product that one knows. */
export function LifetimesChoice({
  presets,
  source,
  told,
  onChoose,
}: {
  presets: readonly Named[]
  source: string
  /** What is said of each. */
  told: Readonly<Record<string, ReactNode>>
  onChoose(id: string): void
}) {
  return (
    <section aria-labelledby="lifetimes-title" className="panel p-4">
      <h2 id="lifetimes-title" className="text-base">
        <label htmlFor="lifetimes">Lifetimes to measure under</label>
      </h2>
      <select
        id="lifetimes"
        className="field mt-2"
        value={source}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value={WORKSPACE}>This workspace's settings</option>
        {presets.map(({ id, title }) => (
          <option key={id} value={id}>
            Defaults of {title}
          </option>
        ))}
      </select>
      {told[source]}
    </section>
  )
}

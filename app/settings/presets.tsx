'use client'

import { lifetimeNames } from '#lib/strategies/lifetimes.ts'
import type { Preset } from '#lib/workspace/presets.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { haveSameLifetimes, type Draft, type LifetimeDraft } from './draft.ts'

/** The preset whose lifetimes are those of the workspace; none where somebody chose their own. */
const presetInForce = (presets: readonly Preset[], saved: Draft): Preset | undefined =>
  presets.find(({ lifetimes }) => haveSameLifetimes(saved, asText(lifetimes)))

/** Lifetimes as the fields hold them. */
export const asText = (lifetimes: Preset['lifetimes']) =>
  Object.fromEntries(lifetimeNames.map((name) => [name, String(lifetimes[name])])) as LifetimeDraft

/** The lifetimes that well-known products come with: one press takes all of them over. */
export function Presets({
  presets,
  saved,
  onChoose,
}: {
  presets: readonly Preset[]
  saved: Draft
  onChoose(preset: Preset): void
}) {
  const inForce = presetInForce(presets, saved)
  return (
    <section aria-labelledby="presets" className="panel p-4">
      <h2 id="presets" className="text-lg">
        Presets
      </h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        The lifetimes that well-known products come with. Choosing one sets all lifetimes at once,
        and the lab measures under them from then on.
      </p>
      <output className="mt-1 block text-sm">
        {inForce ? `In force: ${inForce.title}.` : 'In force: lifetimes of your own.'}
      </output>
      <ul className="mt-3 grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
        {presets.map((preset) => (
          <li key={preset.id} className="flex flex-col rounded-md border border-line p-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 id={`preset-${preset.id}`} className="text-base">
                {preset.title}
              </h3>
              <button
                type="button"
                className="button button-small"
                aria-pressed={preset === inForce}
                onClick={() => onChoose(preset)}
              >
                {preset === inForce && <Icon name="circle-check" size={14} />}
                {preset === inForce ? 'In force' : 'Use'}
                <span className="sr-only">the lifetimes of {preset.title}</span>
              </button>
            </div>
            <p className="mt-1 text-sm text-soft">{preset.says}</p>
            <p className="mt-auto pt-1 text-sm">
              <a href={preset.source} rel="noreferrer">
                Source<span className="sr-only"> of {preset.title}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

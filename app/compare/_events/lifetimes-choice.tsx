'use client'

import { readable } from '#lib/evidence/words/durations.ts'
import { WORKSPACE } from '#app/_evidence/paths.ts'
import { lifetimeNames, type Lifetimes } from '#lib/strategies/lifetimes.ts'
import type { Preset } from '#lib/workspace/presets.ts'
import { Link } from '#app/_ui/link.tsx'

const names: Record<(typeof lifetimeNames)[number], string> = {
  sessionTtl: 'session',
  idleTtl: 'idle',
  tokenTtl: 'token',
  accessTtl: 'access',
  refreshTtl: 'refresh',
  rotationGrace: 'grace',
  cacheTtl: 'cache',
  reauthAfter: 'sign in again',
}

/** Under which lifetimes is measured: one's own, or those of a product that one knows. */
export function LifetimesChoice({
  presets,
  preset,
  lifetimes,
  onChoose,
}: {
  presets: readonly Preset[]
  preset: Preset | undefined
  lifetimes: Lifetimes
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
        value={preset?.id ?? WORKSPACE}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value={WORKSPACE}>This workspace's settings</option>
        {presets.map(({ id, title }) => (
          <option key={id} value={id}>
            Defaults of {title}
          </option>
        ))}
      </select>
      <p className="mt-2 text-sm text-soft">
        {preset ? (
          <>
            {preset.says} <Source url={preset.source} />
          </>
        ) : (
          <>
            What <Link href="/settings">your settings</Link> say now.
          </>
        )}
      </p>
      <p className="label mt-1">
        {lifetimeNames.map((name) => `${names[name]} ${readable(lifetimes[name])}`).join(' · ')}
      </p>
    </section>
  )
}

const Source = ({ url }: { url: string }) =>
  url.startsWith('/') ? (
    <Link href={url}>Source</Link>
  ) : (
    <a href={url} rel="noreferrer">
      Source
    </a>
  )

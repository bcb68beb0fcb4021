import { readable } from '#lib/evidence/words/durations.ts'
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
  replicaBound: 'replica',
}

/** What is said of lifetimes that can be measured under. The server says it: /compare has no byte to spare. */
export const ToldLifetimes = ({ preset, lifetimes }: { preset?: Preset; lifetimes: Lifetimes }) => (
  <>
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
  </>
)

const Source = ({ url }: { url: string }) =>
  url.startsWith('/') ? (
    <Link href={url}>Source</Link>
  ) : (
    <a href={url} rel="noreferrer">
      Source
    </a>
  )

import type { Metadata } from 'next'
import { presets } from '#lib/sessions/presets.ts'
import { strategies } from '#lib/sessions/registry.ts'
import { defaultSettings, lifetimesOf } from '#lib/sessions/settings.ts'
import { openWorkspace } from '#app/_data/open-workspace.ts'
import { Compare } from './compare.tsx'

export const metadata: Metadata = {
  title: 'Compare',
  description:
    'Every strategy under every event, measured now: when a stolen copy is refused, who else is hit, and whether the promise holds.',
}

export default async function ComparePage() {
  const world = await openWorkspace()
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Compare</h1>
      <p className="mt-2 max-w-prose text-soft">
        How long a stolen copy survives each event under each strategy: played on this server while
        you look, on a virtual clock, and exact to one second. Open a cell for its evidence.
      </p>
      <Compare
        strategies={strategies.map(({ id, title }) => ({ id, title }))}
        presets={presets}
        workspace={lifetimesOf(world?.settings ?? defaultSettings)}
      />
    </>
  )
}

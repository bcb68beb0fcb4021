import type { Metadata } from 'next'
import { eventAbout } from '#lib/evidence/words/events-about.ts'
import { eventHappened } from '#lib/evidence/words/events-happened.ts'
import { describe } from '#lib/strategies/describe.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { toSeconds } from '#lib/kernel/clock.ts'
import { FirstVisit } from '#app/_data/first-visit.tsx'
import { requestOrigin, requestWorkspace } from '#app/_data/request-workspace.ts'
import { Lab } from './lab.tsx'
import { UnavailableLanes } from './unavailable-lanes.tsx'

export const metadata: Metadata = {
  title: { absolute: 'Logout Lab: see what logging out really does' },
}

export default async function LabPage() {
  const workspace = await requestWorkspace()
  const settings = workspace?.settings ?? defaultSettings
  const origin = await requestOrigin()
  const descriptions = strategies.map((strategy) => ({
    ...describe(strategy, settings, origin),
    needs: strategy.needs,
  }))
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">See what logging out really does</h1>
      <p className="mt-2 max-w-prose text-soft">
        {strategies.length} ways of keeping a user signed in, side by side on a real server. A thief
        copies Alice's session, you end it, and the stopwatch shows how long the copy still opens
        the door.
      </p>
      {!workspace && <FirstVisit />}
      <Lab
        workspace={workspace?.key ?? null}
        now={workspace ? toSeconds(workspace.clock.now()) : null}
        transport={settings.transport}
        strategies={descriptions}
        abouts={eventAbout}
        happened={eventHappened}
      />
      <UnavailableLanes />
    </>
  )
}

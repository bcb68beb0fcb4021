import type { Metadata } from 'next'
import { measuredCost, micros } from '#lib/evidence/cost.ts'
import { eventAbout } from '#lib/evidence/words/events-about.ts'
import { eventHappened } from '#lib/evidence/words/events-happened.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import { processCells } from '#lib/scenarios/cell-cache.ts'
import { describe } from '#lib/strategies/describe.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { presets } from '#lib/workspace/presets.ts'
import { defaultSettings, lifetimesOf } from '#lib/workspace/settings.ts'
import { toSeconds } from '#lib/kernel/clock.ts'
import { problems } from '#lib/kernel/problem.ts'
import { doorOf, measuredWords } from '#lib/evidence/door.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import { FirstVisit } from '#app/_data/first-visit.tsx'
import { WorkspaceNews } from '#app/_data/workspace-news.tsx'
import { requestOrigin, requestWorkspace } from '#app/_data/request-workspace.ts'
import { keptDoors } from '#app/_measured/kept.ts'
import { NotKnown } from '#app/_ui/not-known.tsx'
import { AcceptedRisks } from './accepted-risks.tsx'
import { DoorTable } from './door-table.tsx'
import { Lab } from './lab.tsx'
import { Legend } from './legend.tsx'
import { wordsOf } from './address.ts'
import { FIRST_EVENT } from './_run/lab-events.ts'
import { newRun } from './_run/run.ts'
import { FIRST_SCENE } from './_scene/first-scene.ts'
import { Scene } from './_scene/scene.tsx'
import { ShortAnswer } from './short-answer.tsx'
import { UnavailableLanes } from './unavailable-lanes.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import { firstOf, type Query } from '#app/_data/query.ts'

export const metadata: Metadata = {
  title: { absolute: 'Logout Lab: see what logging out really does' },
}

/** Why a credential was refused, for the middle of a sentence. */
const refusals = Object.fromEntries(
  Object.entries(problems).map(([code, { title }]) => [code, title.toLowerCase()]),
)

export default async function LabPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const named = firstOf(query, 'event')
  const workspace = await requestWorkspace()
  const settings = workspace?.settings ?? defaultSettings
  const origin = await requestOrigin()
  const { strategies: running } = await processRuntime()
  const descriptions = running.map((strategy) => {
    const cost = measuredCost(strategy.id)
    return {
      ...describe(strategy, settings, origin),
      needs: strategy.needs,
      ...(cost && { checkTakes: micros(cost.verify) }),
    }
  })
  const scenario =
    scenarios.find(({ event }) => event === named) ??
    scenarios.find(({ event }) => event === FIRST_EVENT)
  // Measured when first asked for, and remembered: about a second for all of them.
  const cells = scenario
    ? await Promise.all(
        strategies.map((strategy) => processCells().cell(strategy, scenario, settings)),
      )
    : []
  const first = descriptions.find(({ id }) => id === FIRST_SCENE)
  const measured = cells.map(doorOf)
  const doors = [...measured, ...keptDoors(running, scenario?.event, settings)]
  return (
    <>
      <AcceptedRisks />
      <NotKnown query={query} words={wordsOf(descriptions.map(({ id }) => id))} />
      <Lab
        workspace={workspace?.key ?? null}
        now={workspace ? toSeconds(workspace.clock.now()) : null}
        transport={settings.transport}
        strategies={descriptions}
        doors={doors}
        lifetimes={{
          lifetimes: lifetimesOf(settings),
          presets: presets.map(({ id, title, lifetimes }) => ({ id, title, lifetimes })),
        }}
        legend={<Legend />}
        answer={<ShortAnswer doors={measured} descriptions={descriptions} />}
        still={
          first && (
            <Scene strategy={first} run={newRun(0)} event={FIRST_EVENT} refusals={refusals} />
          )
        }
        words={{ press: eventPress, about: eventAbout, happened: eventHappened, refusals }}
        measured={measuredWords(measured)}
      />
      <noscript>
        <p className="says-missing mt-4 max-w-prose">
          Without JavaScript this page shows what was measured; firing an event, the clock and the
          inside of a strategy are missing.
        </p>
      </noscript>
      {!workspace && <FirstVisit />}
      <WorkspaceNews workspace={workspace?.key ?? null} />
      <DoorTable cells={cells} descriptions={descriptions} />
      <UnavailableLanes event={scenario?.event ?? FIRST_EVENT} />
      <NextStep href="/learn/stateless-tokens" title="Why a token cannot be revoked">
        One real token, taken apart: see which checks there are, and which one is missing.
      </NextStep>
    </>
  )
}

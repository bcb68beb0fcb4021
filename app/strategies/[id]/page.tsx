import { fromTheRun } from '#lib/evidence/cluster.ts'
import { costBeside, costOnNodes } from '#lib/evidence/words/cost-beside.ts'
import { costWords } from '#lib/evidence/words/promises.ts'
import { eventAbout } from '#lib/evidence/words/events-about.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import { collateralWords } from '#lib/evidence/words/reasons.ts'
import { eventNames } from '#lib/strategies/events.ts'
import { PromiseMark } from '#app/_ui/promise-mark.tsx'
import { dayDetails, dayWords } from '#lib/evidence/words/working-day.ts'
import { BEAT } from '#lib/workspace/live-socket.ts'
import { readable } from '#lib/evidence/words/durations.ts'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { describe } from '#lib/strategies/describe.ts'
import { findStrategy, needsNodes, strategies } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { FirstVisit } from '#app/_data/first-visit.tsx'
import { requestOrigin, requestWorkspace } from '#app/_data/request-workspace.ts'
import { nothingHere, nothingHereMetadata } from '#app/_ui/nothing-here.tsx'
import { Link } from '#app/_ui/link.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import { UnavailableNotice } from '#app/_ui/unavailable-notice.tsx'
import { unavailableHere } from '#app/_data/running.ts'
import { measuredCells } from '#app/_measured/measured.ts'
import { KeptEvents } from './kept-events.tsx'
import { AttacksOnIt } from './attacks-on-it.tsx'
import { EventsTable } from './events-table.tsx'
import { HowItWorks } from './how-it-works.tsx'
import { HowMuchFits } from './profile-fit.tsx'
import { LogOutAnswer } from './log-out-answer.tsx'
import { OpenSockets } from './open-sockets.tsx'
import { PromiseOrigin } from './promise-origin.tsx'
import { Resting } from './resting.tsx'
import { serverKeeps } from './server-keeps.ts'
import { sourceOf } from '#app/_source/source.ts'
import { OwnSource } from './own-source.tsx'
import { Standards } from './standards.tsx'
import { TakeHome } from './take-home.tsx'
import { Terms } from '#app/_ui/terms.tsx'

interface Props {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = findStrategy((await params).id)
  return found ? { title: found.title } : nothingHereMetadata
}

export default async function StrategyPage({ params }: Props) {
  const definition = findStrategy((await params).id)
  if (!definition) return nothingHere()
  const workspace = await requestWorkspace()
  const settings = workspace?.settings ?? defaultSettings
  const strategy = describe(definition, settings, await requestOrigin())
  const source = await sourceOf(definition)
  const onNodes = needsNodes(definition)
  const { perRequest, perForged, perRenewal, perDay } = strategy
  return (
    <>
      <p className="text-sm">
        <Link href="/strategies">All strategies</Link>
      </p>
      <h1 className="mt-1 text-lg font-medium">{strategy.title}</h1>
      <LogOutAnswer promised={strategy.promises.logout} />
      <p className="mt-2 max-w-prose text-soft">
        <Terms>{strategy.summary}</Terms>
      </p>
      {!workspace && <FirstVisit />}
      {(await unavailableHere()).has(definition.id) && <UnavailableNotice />}
      <div className="mt-6 grid gap-2 md:grid-cols-2 xl:grid-cols-4">
        <Card title="Fit for">
          <Terms>{strategy.fit}</Terms>
        </Card>
        <Card title="Unfit for">
          <Terms>{strategy.unfit}</Terms>
        </Card>
        <Card title="The client holds">
          <ul>
            {strategy.credentials.map(({ name, cookie }) => (
              <li key={name}>
                {name}: <code className="break-all">{cookie}</code>
              </li>
            ))}
          </ul>
          <p className="mt-1 text-soft">
            {strategy.transports.includes('bearer')
              ? 'In a cookie, or as a bearer token.'
              : 'In a cookie alone.'}
          </p>
        </Card>
        <Card title="The server keeps">
          <ul>
            {serverKeeps(definition).map((kept) => (
              <li key={kept}>{kept}</li>
            ))}
          </ul>
        </Card>
      </div>

      <HowItWorks
        strategy={{ ...strategy, needs: definition.needs }}
        {...(onNodes && { from: fromTheRun() })}
      />

      <h2 className="mt-8 text-lg">What each event does</h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        When a copy that was stolen before the event stops being accepted, and who else is hit.
      </p>
      {onNodes ? (
        <KeptEvents
          strategy={strategy}
          cells={await measuredCells(definition, eventNames, settings)}
        />
      ) : (
        <EventsTable
          strategy={strategy.id}
          promises={eventNames.map((event) => ({
            event,
            head: (
              <>
                {eventPress[event]}
                <span className="label block font-normal">{eventAbout[event]}</span>
              </>
            ),
            promised: <PromiseMark promised={strategy.promises[event]} />,
            collateral: collateralWords[strategy.collateral[event]],
          }))}
        />
      )}
      <PromiseOrigin definition={definition} />
      <Resting strategy={strategy} />
      {!onNodes && <OpenSockets strategy={strategy.id} bound={readable(BEAT / 1000)} />}

      <h2 className="mt-8 text-lg">What it costs</h2>
      <p className="mt-1 max-w-prose text-sm text-soft">
        {(onNodes ? costOnNodes(definition.id) : costBeside(definition, strategies)) ??
          'What a check takes was not measured.'}{' '}
        <Link href="/cost">How that was measured</Link>
      </p>
      <dl className="mt-3 grid gap-2 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
        <Figure name="An accepted request" value={costWords(perRequest)}>
          {perRequest.writesAMinute ? `and ${perRequest.writesAMinute} write a minute at most` : ''}
        </Figure>
        <Figure name="Over a working day" value={dayWords(perDay)}>
          in 8 h under the default lifetimes: {dayDetails(perDay)}
        </Figure>
        <Figure name="Refusing a forged credential" value={costWords(perForged)} />
        <Figure name="A renewal" value={perRenewal ? costWords(perRenewal) : 'none'}>
          {perRenewal ? '' : 'there is nothing to renew'}
        </Figure>
        <Figure
          name="Devices of an account"
          value={strategy.listsSessions ? 'can be listed' : 'cannot be listed'}
        >
          {strategy.detectsReuse ? 'notices a refresh token that is used twice' : ''}
        </Figure>
      </dl>

      <HowMuchFits definition={definition} settings={settings} />

      <AttacksOnIt definition={definition} settings={settings} />

      <OwnSource id={definition.id} source={source} />
      <TakeHome id={definition.id} onNodes={onNodes} />
      <Standards />
      <NextStep href={`/compare/two?a=${strategy.id}`} title="Beside another strategy">
        Two strategies head to head, event by event and attack by attack.
      </NextStep>
    </>
  )
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel p-4 text-sm">
      <h2 className="label mb-1 font-medium">{title}</h2>
      {children}
    </section>
  )
}

function Figure({ name, value, children }: { name: string; value: string; children?: ReactNode }) {
  return (
    <div className="panel p-4">
      <dt className="label">{name}</dt>
      <dd>
        <span className="text-lg">{value}</span>
        {children && <span className="label block">{children}</span>}
      </dd>
    </div>
  )
}

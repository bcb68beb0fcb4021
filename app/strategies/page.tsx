import { costWords } from '#lib/evidence/words/promises.ts'
import { dayWords } from '#lib/evidence/words/working-day.ts'
import { eventPress } from '#lib/evidence/words/events.ts'
import type { Metadata } from 'next'
import { describe } from '#lib/strategies/describe.ts'
import { allStrategies } from '#lib/strategies/registry.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { UNAVAILABLE } from '#lib/strategies/unavailable.ts'
import { FirstVisit } from '#app/_data/first-visit.tsx'
import { requestWorkspace } from '#app/_data/request-workspace.ts'
import { unavailableHere } from '#app/_data/running.ts'
import { Link } from '#app/_ui/link.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import { PromiseMark } from '#app/_ui/promise-mark.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { Terms } from '#app/_ui/terms.tsx'

export const metadata: Metadata = { title: 'Strategies' }

const shownEvents = ['logout', 'password-change', 'ban', 'role-change'] as const

export default async function StrategiesPage() {
  const workspace = await requestWorkspace()
  const settings = workspace?.settings ?? defaultSettings
  const missing = await unavailableHere()
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Strategies</h1>
      <p className="mt-2 max-w-prose text-soft">
        <Terms>
          What each promises of a stolen copy, under the lifetimes that your workspace has set. A
          promise that does not hold fails the build of this lab. The working day has a request a
          minute for eight hours, by a client that renews in time, under the default lifetimes.
        </Terms>
      </p>
      {!workspace && <FirstVisit />}
      <ScrollRegion label="Strategies and their promises" className="mt-6">
        {/* The widths are fixed, so that no column moves while the rows still arrive. */}
        <table className="table min-w-5xl table-fixed">
          <thead>
            <tr>
              <th scope="col" className="w-44">
                Strategy
              </th>
              {shownEvents.map((event) => (
                <th key={event} scope="col">
                  {eventPress[event]}
                </th>
              ))}
              <th scope="col">A request costs</th>
              <th scope="col">Over a working day</th>
              <th scope="col" className="w-20">
                Lists devices
              </th>
            </tr>
          </thead>
          <tbody>
            {allStrategies.map((strategy) => {
              const { id, title, promises, perRequest, perDay, listsSessions } = describe(
                strategy,
                settings,
              )
              return (
                <tr key={id}>
                  <th scope="row">
                    <Link href={`/strategies/${id}`}>{title}</Link>
                    {settings.strategy === id && <p className="label">active in /app</p>}
                    {missing.has(id) && <p className="label">{UNAVAILABLE}</p>}
                  </th>
                  {shownEvents.map((event) => (
                    <td key={event}>
                      <PromiseMark promised={promises[event]} />
                    </td>
                  ))}
                  <td>{costWords(perRequest)}</td>
                  <td>{dayWords(perDay)}</td>
                  <td>{listsSessions ? 'yes' : 'cannot'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <NextStep href="/choose" title="What should you use?">
        Five questions lead to one recommendation, with its evidence and its price.
      </NextStep>
    </>
  )
}

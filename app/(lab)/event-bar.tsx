'use client'

import { Suspense } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { late } from '#app/_ui/late.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { useDetails } from '#app/_ui/use-details.ts'
import { EventButton } from './event-button.tsx'
import { prominent, type LabEvent } from './_run/lab-events.ts'
import type { LabWords } from './_run/lab-data.ts'
import type { LabRun } from './_run/use-run.ts'

const MoreEvents = late(() => import('./more-events.tsx').then((m) => m.MoreEvents))

/** The events: three in sight, all of them one press away. */
export function EventBar({
  lab,
  shown,
  words,
  onFire,
  onChoose,
}: {
  lab: LabRun
  /** The event that the page speaks of. */
  shown: EventName
  words: Pick<LabWords, 'press' | 'about'>
  onFire(event: LabEvent): void
  onChoose(event: EventName): void
}) {
  const { run, doing } = lab
  const { isOpen, close, details } = useDetails()
  return (
    <div className="needs-js unprinted relative mt-4">
      <div className="flex flex-wrap gap-2">
        {prominent.map((event) => (
          <EventButton
            key={event}
            {...{ event, shown, words }}
            isBusy={doing !== null}
            isMain={run.event === null && event === 'logout'}
            mark={
              doing === 'event' &&
              shown === event && (
                <Icon name="loader-circle" className="animate-spin motion-reduce:animate-none" />
              )
            }
            onPress={() => onFire(event)}
          />
        ))}
        <details className="group" {...details}>
          <summary className="button cursor-pointer list-none">
            More
            <Icon name="chevron-right" className="rotate-90 group-open:-rotate-90" />
          </summary>
          {isOpen && (
            <Suspense fallback={<Skeleton className="absolute inset-x-0 z-2 mt-2 h-40" />}>
              <MoreEvents
                shown={shown}
                isBusy={doing !== null}
                words={words}
                onFire={(event) => {
                  close()
                  onFire(event)
                }}
                onChoose={(event) => {
                  close()
                  onChoose(event)
                }}
              />
            </Suspense>
          )}
        </details>
      </div>
      <p className="mt-2 max-w-prose text-sm text-soft">{words.about[shown]}</p>
    </div>
  )
}

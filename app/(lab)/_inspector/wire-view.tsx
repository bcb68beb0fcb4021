'use client'

import { eventPress } from '#lib/evidence/words/events.ts'
import { useEvidenceRun } from '#app/_evidence/use-evidence-run.ts'
import { useSyncExternalStore } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import { partsOf } from '#app/_sequence/parts.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { SequenceDiagram } from '#app/_sequence/sequence-diagram.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { CopyButton } from '#app/_ui/copy-button.tsx'
import { replayCommands, variablesOf } from './curl.ts'
import { Part } from './part.tsx'

const never = () => () => {}

const states = {
  loading: 'Derived from what the strategy declares; the replay is being measured.',
  ready:
    'The replay and its numbers were measured in one run of their own, on a virtual clock, under the lifetimes of your workspace; its end is known to one second.',
  failed: 'Derived from what the strategy declares.',
}

/** What goes over the wire and to the store, and the replay to try by hand. */
export function WireView({
  strategy,
  event,
  isBearer,
}: {
  strategy: Sequenced
  event: EventName
  isBearer: boolean
}) {
  const loaded = useEvidenceRun(strategy.id, event)
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => 'http://127.0.0.1:3000',
  )
  const state = states[loaded.kind]
  return (
    <div className="grid gap-6 p-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0" aria-busy={loaded.kind === 'loading'}>
        {loaded.kind === 'failed' && (
          <Notice kind="error" title="The replay could not be measured">
            {loaded.detail}
          </Notice>
        )}
        <SequenceDiagram
          parts={partsOf(strategy, event, loaded)}
          caption={`${strategy.title}, ${eventPress[event].toLowerCase()}. ${state} In a path, … is /api/strategies/${strategy.id}; in a cookie, it is ${strategy.id}.`}
        />
      </div>
      <Part title="Replay it by hand">
        <p>
          Set{' '}
          {variablesOf(strategy).map((name, at) => (
            <span key={name}>
              {at > 0 && ', '}
              <code>{name}</code>
            </span>
          ))}{' '}
          first. {isBearer ? 'The tokens are in local storage' : 'The values are in the cookies'} of
          this browser, where its developer tools show them: they are secrets, so this page does
          not.
        </p>
        <ul className="mt-3 grid gap-3">
          {replayCommands(strategy, isBearer, origin).map(({ title, text }) => (
            <li key={title}>
              <p className="flex flex-wrap items-center justify-between gap-2">
                {title}
                <CopyButton label="Copy as curl" what={title} text={text} />
              </p>
              <pre className="mt-1 rounded-md border border-line bg-sunken p-2 text-xs break-all whitespace-pre-wrap">
                {text}
              </pre>
            </li>
          ))}
        </ul>
      </Part>
    </div>
  )
}

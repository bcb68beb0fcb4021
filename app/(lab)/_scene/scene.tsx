import type { ReactNode } from 'react'
import { costWords } from '#lib/evidence/words/promises.ts'
import type { EventName } from '#lib/strategies/events.ts'
import type { Look } from '#app/_data/answers.ts'
import type { Sequenced } from '#app/_sequence/message.ts'
import { Icon } from '#app/_ui/icon.tsx'
import type { RefusalWords } from '../_run/lab-data.ts'
import { laneStatusOf } from '../_run/lane-status.ts'
import { laneOf, type Run } from '../_run/run.ts'
import { lessonOf, refusedFor } from './scene-words.ts'

/**
 * Alice, the server and the thief under one strategy. Every movement is a request of this run: the
 * copy goes to the server once a knock, and the store lights up when it was read. Before there is one,
 * the server draws it.
 */
export function Scene({
  strategy,
  run,
  event,
  refusals,
}: {
  strategy: Sequenced
  run: Run
  event: EventName
  refusals: RefusalWords
}) {
  // Each round is drawn once.
  const knock = run.now
  const { thief, victim, failed, ended } = laneOf(run, strategy.id)
  const status = laneStatusOf(run, strategy.id)
  const isOpen = status.kind === 'in' || status.kind === 'waiting'
  const hasRun = run.stolenAt !== null && failed === null
  const isForgotten = hasRun && victim !== null && !victim.accepted
  return (
    <div data-scene={strategy.id} className="p-4">
      <div className="grid grid-cols-[1fr_minmax(1rem,0.5fr)_1.2fr_minmax(1rem,0.7fr)_1fr] items-stretch text-sm">
        <Place title="Alice" of="her browser">
          <Token
            strategy={strategy}
            isGone={!hasRun || isForgotten}
            word={hasRun ? (isForgotten ? 'thrown away' : 'holds') : 'not signed in'}
          />
          <p className="label mt-1">{hasRun ? aliceWords(victim, run, ended, refusals) : ' '}</p>
        </Place>
        <Wire moves={hasRun && !isForgotten} knock={knock} way="right" />
        <Place title="Server" of="and its store" isStrong>
          <p
            data-door={hasRun ? (isOpen ? 'open' : 'shut') : 'unknown'}
            className={`flex items-center gap-1.5 font-medium ${hasRun ? (isOpen ? 'text-in' : 'text-blocked') : 'text-soft'}`}
          >
            <Icon name={hasRun ? (isOpen ? 'lock-open' : 'shield-check') : 'minus'} />
            {hasRun ? (isOpen ? 'door open' : 'door shut') : 'door'}
          </p>
          <Store thief={hasRun ? thief : null} knock={knock} />
        </Place>
        <Wire
          moves={hasRun && thief !== null}
          knock={knock}
          way="left"
          isRefused={thief !== null && !thief.accepted}
        />
        <Place title="Thief" of="another browser" isThief>
          <Token
            strategy={strategy}
            isGone={!hasRun || !thief}
            word={hasRun && thief ? 'holds a copy' : 'holds nothing'}
          />
          <p className="label mt-1">{hasRun && thief ? thiefWords(thief, refusals) : ' '}</p>
        </Place>
      </div>
      <p className="mt-3 min-h-12 text-base">{lessonOf(run, strategy, event, refusals)}</p>
    </div>
  )
}

const Place = ({
  title,
  of,
  isStrong = false,
  isThief = false,
  children,
}: {
  title: string
  of: string
  isStrong?: boolean
  isThief?: boolean
  children: ReactNode
}) => (
  <section
    className={`min-w-0 rounded-md border p-2 sm:p-3 ${isStrong ? 'border-edge' : 'border-line'} ${isThief ? 'border-dashed border-edge' : ''}`}
  >
    <h3 className="text-sm">
      {title} <span className="label block font-normal sm:inline">{of}</span>
    </h3>
    <div className="mt-2">{children}</div>
  </section>
)

/** The credential is a thing that one sees: who has it, and who has thrown it away. */
const Token = ({
  strategy,
  isGone,
  word,
}: {
  strategy: Sequenced
  isGone: boolean
  word: string
}) => (
  <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
    <span className={isGone ? 'text-soft' : ''}>{word}</span>
    <span
      className={`inline-flex max-w-full items-center rounded-full border px-2 font-mono text-xs leading-5 ${
        isGone
          ? 'border-dashed border-edge text-soft line-through'
          : 'border-(--mark-waiting) bg-(--mark-waiting)/15'
      }`}
    >
      <span className="truncate">{strategy.credentials.map(({ name }) => name).join('+')}</span>
    </span>
  </p>
)

function Store({ thief, knock }: { thief: Look | null; knock: number }) {
  const isRead = thief !== null && thief.reads > 0
  return (
    <p
      key={isRead ? knock : 'rests'}
      className={`mt-2 rounded-sm border px-2 py-1 text-xs ${isRead ? 'lights-up border-accent' : 'border-dashed border-edge text-soft'}`}
    >
      {thief === null ? 'store' : isRead ? `store: ${costWords(thief)}` : 'store: not asked'}
    </p>
  )
}

/** A request on its way: drawn once for each that was made. */
const Wire = ({
  moves,
  knock,
  way,
  isRefused = false,
}: {
  moves: boolean
  knock: number
  way: 'left' | 'right'
  isRefused?: boolean
}) => (
  <div aria-hidden className="relative self-center">
    <div className={`border-t ${moves ? 'border-edge' : 'border-dashed border-line'}`} />
    {moves && (
      <span
        key={knock}
        className={`absolute -top-1.5 size-3 rounded-full border-2 ${way === 'left' ? 'goes-left' : 'goes-right'} ${
          isRefused ? 'border-(--mark-blocked) bg-panel' : 'border-(--mark-in) bg-(--mark-in)'
        }`}
      />
    )}
  </div>
)

const thiefWords = ({ accepted, username, role, reason }: Look, refusals: RefusalWords): string =>
  accepted ? `200: ${username ?? ''}, ${role ?? ''}` : `401: ${refusedFor(reason, refusals)}`

function aliceWords(
  victim: Look | null,
  run: Run,
  ended: 'server' | 'client-only' | null,
  refusals: RefusalWords,
): string {
  if (!victim) return ' '
  if (victim.accepted) return `200: ${victim.username ?? ''}, ${victim.role ?? ''}`
  if (ended === 'client-only') return 'the server was told nothing'
  if (run.event === 'logout' || run.event === 'logout-everywhere') return 'signed out'
  return `401: ${refusedFor(victim.reason, refusals)}`
}

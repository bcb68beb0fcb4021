'use client'

import { late } from '#app/_ui/late.tsx'
import { outcomeLooks } from '#app/_ui/looks.ts'
import type { KeptStep } from '#lib/evidence/attack-model.ts'
import type { AttackOutcome } from '#lib/evidence/names.ts'
import { Suspense, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { VerdictMark, type VerdictKind } from '#app/_ui/verdict.tsx'
import { writeAddress } from '#app/_data/address.ts'
import { Polite } from '#app/_ui/polite.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { Controls } from './controls.tsx'
import { LineText } from './line-text.tsx'
import { attackFrames, type AttackFrame } from './attack-frames.ts'
import { Transcript } from './transcript.tsx'
import { usePlayer } from './use-player.ts'

/** Not every page that tells an attack draws it. */
const AttackStage = late(() => import('./attack-stage.tsx').then((m) => m.AttackStage))

const phases = {
  control: 'Control: somebody honest gets in',
  attack: 'The attack',
  end: 'What came of it',
} as const

interface Props {
  steps: readonly KeptStep[]
  says: string
  outcome: AttackOutcome
  /** Where to begin. */
  start: number
  /** Does it play by itself? */
  begins?: boolean
  onEnd?(): void
  /** What the credential is called: with it the attack is drawn, above what is told of it. */
  token?: string
  /** What is told once the end is reached. */
  children?: ReactNode
}

/** A run of an attack, gone through step by step. */
export function AttackPlayer({
  steps,
  says,
  outcome,
  start,
  begins,
  onEnd,
  token,
  children,
}: Props) {
  const frames = useMemo(() => attackFrames(steps, says), [steps, says])
  const player = usePlayer(frames.length, start)
  const { at, end, isPlaying, play } = player
  const frame = frames[at]
  const isOver = at === end

  const begun = useRef(!begins)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    play()
  }, [play])

  // Not with every step, and not before anybody has moved: browsers stop listening to a page that
  // rewrites its address too often.
  const written = useRef(start)
  useEffect(() => {
    if (isPlaying || written.current === at) return
    written.current = at
    writeAddress({ at: String(at) })
  }, [isPlaying, at])

  const reached = useRef(onEnd)
  useEffect(() => {
    if (isOver) reached.current?.()
  }, [isOver])

  if (!frame) return null
  const status = attackerStatus(frame, outcome)
  return (
    <div className="mt-3 grid gap-4">
      {token !== undefined && (
        <Suspense fallback={<Skeleton className="h-28" />}>
          <AttackStage played={frames.slice(0, at + 1)} token={token} />
        </Suspense>
      )}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_auto]">
        <div className="min-h-20">
          <p className="label">
            Step {at + 1} of {frames.length} · {phases[frame.phase]}
            {frame.phase === 'attack' && `, ${frame.when}`}
          </p>
          <ul className="mt-1 grid gap-1">
            {frame.lines.map((line, place) => (
              <li key={place}>
                <LineText line={line} />
              </li>
            ))}
          </ul>
        </div>
        <div className="lg:text-right">
          <p className="label">{frame.phase === 'end' ? 'The attack' : 'The attacker'}</p>
          <span data-verdict={status.kind}>
            <VerdictMark {...status} />
          </span>
        </div>
      </div>
      <Controls player={player} spoken={frame.lines.map(({ text }) => text).join('; ')} />
      {isOver && children}
      <Transcript
        frames={frames.slice(0, at + 1).map((own) => ({ ...own, isEvent: own.phase === 'end' }))}
        onGo={player.go}
      />
      <Polite text={`${phases[frame.phase]}. ${status.word}.`} />
    </div>
  )
}

function attackerStatus(
  { phase, lastAnswer }: AttackFrame,
  outcome: AttackOutcome,
): { kind: VerdictKind; word: string } {
  if (phase === 'end') return outcomeLooks[outcome]
  if (lastAnswer === null) return { kind: 'unknown', word: 'Has asked for nothing yet' }
  return lastAnswer ? { kind: 'in', word: 'Was let in' } : { kind: 'blocked', word: 'Was refused' }
}

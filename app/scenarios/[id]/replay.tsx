'use client'

import type { CellRun } from '#lib/evidence/model.ts'
import { useEffect, useMemo, useRef } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import { writeAddress } from '#app/_data/address.ts'
import { useEvidence } from '#app/_evidence/use-evidence.ts'
import type { Guess } from './guess.ts'
import { Controls } from '#app/_replay/controls.tsx'
import { framesOf, whenOf } from '#app/_replay/frames.ts'
import { StepView } from '#app/_replay/step-view.tsx'
import { Transcript } from '#app/_replay/transcript.tsx'
import { usePlayer } from '#app/_replay/use-player.ts'
import { HeistView } from '#app/_scene/heist-view.tsx'
import { heistAfter } from '#app/_scene/of-steps.ts'
import { Result } from './result.tsx'
import type { Playable } from './playable.ts'
import { RunFrame } from './run-frame.tsx'

interface Props {
  source: string
  strategy: Playable
  event: EventName
  owner: string
  guess: Guess | null
  start: number
  onEnd(): void
}

/** Has the scenario played on the server, and goes through what happened. */
export function Replay(props: Props) {
  const { source, strategy, event } = props
  const { evidence, failure, retry } = useEvidence(source, strategy.id, event)
  return (
    <RunFrame
      title={`The run, under ${strategy.title}`}
      waiting={{ words: 'The scenario is being played', height: 'h-28' }}
      isFresh={props.start === 0}
      failure={failure}
      retry={retry}
    >
      {evidence && <Played {...props} evidence={evidence} />}
    </RunFrame>
  )
}

function Played({
  evidence,
  strategy,
  source,
  owner,
  guess,
  start,
  onEnd,
}: Props & { evidence: CellRun }) {
  const frames = useMemo(() => framesOf(evidence, owner), [evidence, owner])
  const player = usePlayer(frames.length, start)
  const { at, end, isPlaying, play } = player
  const frame = frames[at]
  const isOver = at === end

  // A run begins by itself; a link to a later step waits there.
  const begun = useRef(start > 0)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    play()
  }, [play])

  // Not with every step: browsers stop listening to a page that rewrites its address too often.
  useEffect(() => {
    if (!isPlaying) writeAddress({ at: String(at) })
  }, [isPlaying, at])

  const reached = useRef(onEnd)
  useEffect(() => {
    if (isOver) reached.current()
  }, [isOver])

  if (!frame) return null
  return (
    <div className="mt-3 grid gap-4">
      <HeistView
        heist={heistAfter(
          frames.slice(0, at + 1),
          strategy.token,
          evidence.knocks[frame.knocks - 1]?.in,
        )}
        names={{ owner: owner === 'Alice' ? owner : 'Admin', thief: 'Thief' }}
      />
      <StepView frame={frame} evidence={evidence} number={at + 1} total={frames.length} />
      <Controls player={player} spoken={frame.lines.map(({ text }) => text).join('; ')} />
      {isOver && <Result evidence={evidence} guess={guess} strategy={strategy} source={source} />}
      <Transcript
        frames={frames.slice(0, at + 1).map((own) => ({
          when: whenOf(own),
          lines: own.lines,
          isEvent: own.phase === 'event',
        }))}
        onGo={player.go}
      />
    </div>
  )
}

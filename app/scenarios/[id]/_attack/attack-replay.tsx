'use client'

import { outcomeLooks } from '#app/_ui/looks.ts'
import { capital, originWords } from '#lib/evidence/words/verdicts.ts'
import type { AttackCellRun } from '#lib/evidence/attack-model.ts'
import { WORKSPACE, attackKey } from '#app/_evidence/paths.ts'
import { useEffect, useRef } from 'react'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { useAttackRun } from '#app/_evidence/use-attack-run.ts'
import { remember } from '../../progress.ts'
import { Box } from '../box.tsx'
import { AttackPlayer } from '#app/_replay/attack-player.tsx'
import type { Playable } from '../playable.ts'
import { RunFrame } from '../run-frame.tsx'
import type { AttackOfStory } from './attack.ts'
import { guessWord, isRight, type AttackGuess } from './guess.ts'

interface Props {
  source: string
  strategy: Playable
  attack: AttackOfStory
  guess: AttackGuess | null
  start: number
  onEnd(): void
}

/** Has the attack played on the server, and goes through what happened. */
export function AttackReplay(props: Props) {
  const { source, strategy, attack } = props
  const { run, failure, retry } = useAttackRun(source, strategy.id, attack.id)
  return (
    <RunFrame
      title={`${attack.isLive ? 'The run' : 'What is known'}, under ${strategy.title}`}
      waiting={{ words: 'The attack is being played', height: 'h-20' }}
      isFresh={props.start === 0}
      failure={failure}
      retry={retry}
    >
      {run && <Played {...props} run={run} />}
    </RunFrame>
  )
}

function Played({ run, start, onEnd, ...props }: Props & { run: AttackCellRun }) {
  const hasSteps = run.steps.length > 0
  const ended = useRef(onEnd)
  useEffect(() => {
    if (!hasSteps) ended.current()
  }, [hasSteps])
  const result = <Result {...props} run={run} />
  if (!hasSteps) return <div className="mt-3">{result}</div>
  return (
    <AttackPlayer
      steps={run.steps}
      says={run.says}
      outcome={run.outcome}
      start={start}
      begins={start === 0}
      onEnd={onEnd}
      token={props.strategy.token}
    >
      {result}
    </AttackPlayer>
  )
}

/** What was guessed, what came of it, and what the traits said, side by side. */
function Result({
  run,
  guess,
  strategy,
  attack,
  source,
}: Omit<Props, 'start' | 'onEnd'> & { run: AttackCellRun }) {
  const right = guess && isRight(guess, run.outcome)
  // What could not be played was not played.
  const isKnown = run.outcome !== 'error'
  useEffect(() => {
    if (isKnown) remember(attack.id, right)
  }, [attack.id, isKnown, right])
  const preset = source === WORKSPACE ? '' : `&preset=${source}`
  return (
    <section aria-labelledby="result" className="grid gap-2 border-t border-line pt-4">
      <h3 id="result" className="text-base">
        How it ended
      </h3>
      <div className="grid gap-2 md:grid-cols-3">
        <Box title="You guessed">
          <p className="font-medium">{guess ? guessWord(guess) : 'nothing'}</p>
          {right !== null && (
            <p className="flex items-center gap-1.5">
              <Icon name={right ? 'check' : 'x'} />
              {right ? 'That was right.' : 'That was not it.'}
            </p>
          )}
          {guess && right === null && <p>Nobody can say.</p>}
        </Box>
        <Box title="Result">
          <VerdictMark {...outcomeLooks[run.outcome]} />
          <p>{run.says}</p>
          <p className="text-soft">
            {run.outcome === 'not-applicable' && run.from !== 'run'
              ? 'Nothing was played.'
              : `${capital(originWords(run))}.`}
          </p>
        </Box>
        <Box title="Predicted">
          <p className="font-medium">{outcomeLooks[run.predicted].word}</p>
          {run.broken ? (
            <VerdictMark kind="error" word="The run says otherwise" />
          ) : (
            <p className="text-soft">
              {run.from === 'prediction'
                ? 'From what the strategy declares; it was not played.'
                : 'From what the strategy declares. The run agrees.'}
            </p>
          )}
        </Box>
      </div>
      <p className="unprinted flex flex-wrap gap-2">
        <Link
          className="button"
          href={`/compare?view=attacks${preset}&open=${attackKey(strategy.id, attack.id)}`}
        >
          Its cell in the matrix
        </Link>
        <Link className="button" href={`/strategies/${strategy.id}`}>
          How {strategy.title} works
        </Link>
      </p>
    </section>
  )
}

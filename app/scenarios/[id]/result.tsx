import { useEffect } from 'react'
import { exactSurvival } from '#lib/evidence/words/survival.ts'
import { collateralWords, promiseReason } from '#lib/evidence/words/reasons.ts'
import { promiseWords } from '#lib/evidence/words/promises.ts'
import type { CellRun } from '#lib/evidence/model.ts'
import { WORKSPACE, cellKey } from '#app/_evidence/paths.ts'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { readingOf } from '#app/_evidence/reading.ts'
import { KnockTable } from '#app/_evidence/timeline.tsx'
import { remember } from '../progress.ts'
import { Box } from './box.tsx'
import { guessWord, isRight, type Guess } from './guess.ts'

/** What was guessed, what was promised and what was measured, side by side. */
export function Result({
  evidence,
  guess,
  strategy,
  source,
}: {
  evidence: CellRun
  guess: Guess | null
  strategy: { id: string; title: string }
  source: string
}) {
  const { promise, broken, collateral, event, knocks } = evidence
  const right = guess !== null && isRight(guess, evidence)
  useEffect(() => remember(event, guess === null ? null : right), [event, guess, right])
  const preset = source === WORKSPACE ? '' : `preset=${source}&`
  return (
    <section aria-labelledby="result" className="grid gap-2 border-t border-line pt-4">
      <h3 id="result" className="text-base">
        How it ended
      </h3>
      <div className="grid gap-2 md:grid-cols-3">
        <Box title="You guessed">
          <p className="font-medium">{guess ? guessWord(guess) : 'nothing'}</p>
          {guess && (
            <p className="flex items-center gap-1.5">
              <Icon name={right ? 'check' : 'x'} />
              {right ? 'That was right.' : 'That was not it.'}
            </p>
          )}
        </Box>
        <Box title="Measured">
          <VerdictMark {...readingOf(evidence)} />
          <p className="text-soft">{exactSurvival(evidence)}; resolution 1 s.</p>
          <p className="text-soft">Also hit: {collateralWords[collateral]}.</p>
        </Box>
        <Box title="Promised">
          <p className="font-medium">{promiseWords(promise)}</p>
          {broken.length === 0 ? (
            <VerdictMark kind="blocked" word="The promise was kept" />
          ) : (
            <>
              <VerdictMark kind="error" word="The promise is BROKEN" />
              {broken.map((fault) => (
                <p key={fault}>{fault}</p>
              ))}
            </>
          )}
        </Box>
      </div>
      <p className="max-w-prose text-sm">{promiseReason(promise)}</p>
      <KnockTable knocks={knocks} label="The thief's knocks" />
      <p className="unprinted flex flex-wrap gap-2">
        <Link className="button" href={`/compare?${preset}open=${cellKey(strategy.id, event)}`}>
          Its cell in the matrix
        </Link>
        <Link className="button" href={`/strategies/${strategy.id}`}>
          How {strategy.title} works
        </Link>
      </p>
    </section>
  )
}

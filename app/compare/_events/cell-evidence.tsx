import { exactSurvival } from '#lib/evidence/words/survival.ts'
import { collateralWords, promiseReason } from '#lib/evidence/words/reasons.ts'
import { costWords, promiseWords } from '#lib/evidence/words/promises.ts'
import type { CellRun } from '#lib/evidence/model.ts'
import type { ReactNode } from 'react'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { requestCost } from './cost.ts'
import { readingOf } from '../../_evidence/reading.ts'
import { KnockTable, Timeline } from '../../_evidence/timeline.tsx'

/** What was promised, what was measured, who was hurt and what it cost. */
export function CellEvidence({ evidence }: { evidence: CellRun }) {
  const { promise, broken, collateral, knocks, keptUntil, lastAccepted } = evidence
  const cost = requestCost(evidence)
  const refused = knocks.findLast((knock) => !knock.in)
  return (
    <>
      <dl className="grid gap-x-4 text-sm sm:gap-y-2 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Part name="Promised">
          {promiseWords(promise)}
          <p className="text-soft">{promiseReason(promise)}</p>
        </Part>
        <Part name="Measured">
          <VerdictMark {...readingOf(evidence)} />
          <p className="text-soft">{exactSurvival(evidence)}; resolution 1 s, one run.</p>
          {keptUntil !== lastAccepted && (
            <p className="text-soft">
              Without renewing, it was{' '}
              {keptUntil === null
                ? 'accepted no more'
                : `last accepted at ${keptUntil.toLocaleString('en')} s`}
              .
            </p>
          )}
        </Part>
        <Part name="The promise">
          {broken.length === 0 ? (
            <VerdictMark kind="blocked" word="was kept" />
          ) : (
            <>
              <VerdictMark kind="error" word="is BROKEN" />
              <ul>
                {broken.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ul>
            </>
          )}
        </Part>
        <Part name="Also hit">{collateralWords[collateral]}</Part>
        <Part name="A request cost">
          {cost ? `${costWords(cost)}, ${cost.bytes} bytes of credentials` : 'nothing was accepted'}
        </Part>
        <Part name="The refusal cost">{refused ? costWords(refused) : 'nothing was refused'}</Part>
      </dl>
      <h3 className="mt-6 mb-2 text-base">The thief's knocks</h3>
      <Timeline knocks={knocks} end={evidence.horizon} label="The thief's knocks since the event" />
      <KnockTable knocks={knocks} label="The thief's knocks" />
    </>
  )
}

const Part = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-soft">{name}</dt>
    <dd className="max-sm:mb-2">{children}</dd>
  </>
)

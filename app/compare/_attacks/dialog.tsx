'use client'

import type { Named } from '#lib/evidence/named.ts'
import { outcomeLooks } from '#app/_ui/looks.ts'
import { capital, originWords } from '#lib/evidence/words/verdicts.ts'
import type { AttackCellRun } from '#lib/evidence/attack-model.ts'
import { WORKSPACE } from '#app/_evidence/paths.ts'
import { useMemo, type ReactNode } from 'react'
import { Link } from '#app/_ui/link.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { LineText } from '#app/_replay/line-text.tsx'
import { attackFrames } from '#app/_replay/attack-frames.ts'
import { DialogFrame } from '../_matrix/dialog-frame.tsx'
import { useAttackRun } from '../../_evidence/use-attack-run.ts'

/** Everything that is known of one attack under one strategy. */
export function AttackDialog({
  source,
  strategy,
  attack,
  onClose,
}: {
  source: string
  strategy: Named
  attack: Named
  onClose(): void
}) {
  const { run, failure, retry } = useAttackRun(source, strategy.id, attack.id)
  const preset = source === WORKSPACE ? '' : `&preset=${source}`
  return (
    <DialogFrame title={`${strategy.title}: ${attack.title}`} onClose={onClose}>
      <div className="mt-4 min-h-72">
        {failure && (
          <Notice kind="error" title={failure.detail}>
            The run did not come: <code>{failure.code}</code>. Nothing was counted as blocked.{' '}
            <button type="button" className="button button-small" onClick={retry}>
              Try again
            </button>
          </Notice>
        )}
        {run && <Evidence run={run} />}
        {!run && !failure && (
          <output className="grid gap-2">
            <span className="sr-only">The attack is being played</span>
            <Skeleton className="h-32" />
            <Skeleton className="h-40" />
          </output>
        )}
      </div>
      <p className="mt-4 flex flex-wrap gap-2">
        <Link className="button" href={`/scenarios/${attack.id}?strategy=${strategy.id}${preset}`}>
          Play this story
        </Link>
        {run?.from === 'run' && (
          <Link className="button" href={`/reports/${strategy.id}/${attack.id}`}>
            Its report
          </Link>
        )}
        <Link className="button" href={`/strategies/${strategy.id}`}>
          How {strategy.title} works
        </Link>
      </p>
    </DialogFrame>
  )
}

function Evidence({ run }: { run: AttackCellRun }) {
  const frames = useMemo(() => attackFrames(run.steps, run.says), [run])
  return (
    <>
      <dl className="grid gap-x-4 text-sm sm:grid-cols-[8rem_minmax(0,1fr)] sm:gap-y-2">
        <Part name="Result">
          <VerdictMark {...outcomeLooks[run.outcome]} />
          <p className="text-soft">{run.says}</p>
        </Part>
        <Part name="Known from">{capital(originWords(run))}</Part>
        <Part name="Predicted">
          {outcomeLooks[run.predicted].word}
          {run.broken && (
            <p>
              <VerdictMark kind="error" word="The run says otherwise" />
            </p>
          )}
        </Part>
      </dl>
      <h3 className="mt-6 mb-2 text-base">Step by step</h3>
      {run.steps.length === 0 ? (
        <p className="text-sm text-soft">Nothing was played.</p>
      ) : (
        <ol className="panel text-sm">
          {frames.map(({ when, lines }, at) => (
            <li
              key={at}
              className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 border-b border-line px-3 py-2 last:border-b-0"
            >
              <span className="text-soft">{when}</span>
              <ul className="min-w-0">
                {lines.map((line, place) => (
                  <li key={place}>
                    <LineText line={line} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

const Part = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-soft">{name}</dt>
    <dd className="max-sm:mb-2">{children}</dd>
  </>
)

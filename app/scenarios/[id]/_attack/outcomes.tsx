'use client'

import { attackCellRunShape } from '#app/_evidence/run-shapes.ts'
import type { Named } from '#lib/evidence/named.ts'
import { outcomeLooks } from '#app/_ui/looks.ts'
import { commitWords, mediumWords, momentWords, originWords } from '#lib/evidence/words/verdicts.ts'
import type { AttackCellRun } from '#lib/evidence/attack-model.ts'
import { attackPath } from '#app/_evidence/paths.ts'
import type { Medium } from '#lib/evidence/names.ts'
import { useEffect, useState } from 'react'
import { call } from '#app/_data/call.ts'
import { Link } from '#app/_ui/link.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { writeAddress } from '#app/_data/address.ts'
import { Unspoilt } from '../unspoilt.tsx'
import type { AttackOfStory } from './attack.ts'
import type { LastEvidence } from './evidence.ts'

interface Props {
  attack: AttackOfStory
  media: readonly Medium[]
  source: string
  strategies: readonly Named[]
  current: string
  evidence: LastEvidence | null
}

/** What comes of the attack under every strategy. */
export function AttackOutcomes({ isRevealed, ...props }: Props & { isRevealed: boolean }) {
  const [turn, setTurn] = useState(0)
  const { attack, evidence } = props
  const intro = evidence ? (
    <>
      Now, and in the last Playwright run, of {momentWords(evidence.at)} and commit{' '}
      {commitWords(evidence.commit)}: <Link href="/reports">its report</Link>.
    </>
  ) : (
    <>
      No Playwright run of this attack is here yet: <code>npm run attacks</code> makes one.
    </>
  )
  return (
    <Unspoilt isRevealed={isRevealed} intro={intro}>
      {attack.oneSided !== null && (
        <p className="mt-1 max-w-prose text-sm">
          <strong className="font-medium">It can end in one way alone here.</strong>{' '}
          {attack.oneSided}
        </p>
      )}
      <OutcomeTable key={turn} {...props} onRetry={() => setTurn((before) => before + 1)} />
    </Unspoilt>
  )
}

function OutcomeTable({
  attack,
  media,
  source,
  strategies,
  current,
  evidence,
  onRetry,
}: Props & { onRetry(): void }) {
  const [runs, setRuns] = useState<ReadonlyMap<string, AttackCellRun | 'failed'>>(new Map())
  useEffect(() => {
    const abort = new AbortController()
    const read = async () => {
      // In turn: the server plays one at a time, and each is shown as soon as it is there. One that
      // cannot be played takes no other with it.
      for (const { id } of strategies) {
        const path = attackPath(source, id, attack.id)
        const answer = await call('GET', path, attackCellRunShape, { signal: abort.signal })
        if (abort.signal.aborted) return
        setRuns((before) => new Map(before).set(id, answer.ok ? answer.data : 'failed'))
      }
    }
    void read()
    return () => abort.abort()
  }, [attack.id, source, strategies])
  const hasFailed = [...runs.values()].includes('failed')

  return (
    <>
      {hasFailed && (
        <div className="mt-2">
          <Notice kind="error" title="Some of it could not be played">
            That is an error and no outcome.{' '}
            <button type="button" className="button button-small" onClick={onRetry}>
              Play all of it again
            </button>
          </Notice>
        </div>
      )}
      <ScrollRegion label="The outcome under every strategy" className="relative mt-3">
        <table className="table min-w-2xl">
          <thead>
            <tr>
              <th scope="col">Strategy</th>
              <th scope="col">Now</th>
              {evidence &&
                media.map((own) => (
                  <th key={own} scope="col">{`Last run, ${mediumWords[own]}`}</th>
                ))}
              <th scope="col">
                <span className="sr-only">Play</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {strategies.map((strategy) => (
              <tr key={strategy.id} data-outcome={strategy.id}>
                <th scope="row">
                  {strategy.title}
                  {strategy.id === current && (
                    <span className="label block font-normal">chosen above</span>
                  )}
                </th>
                <td>
                  <Now run={runs.get(strategy.id)} />
                </td>
                {evidence &&
                  media.map((medium) => {
                    const outcome = evidence.outcomes[strategy.id]?.[medium]
                    return (
                      <td key={medium}>
                        {outcome ? (
                          <VerdictMark {...outcomeLooks[outcome]} />
                        ) : (
                          <span className="text-soft">not played</span>
                        )}
                      </td>
                    )
                  })}
                <td>
                  {strategy.id !== current && (
                    <button
                      type="button"
                      className="button button-small"
                      onClick={() => writeAddress({ strategy: strategy.id, at: '0', guess: null })}
                    >
                      {attack.isLive ? 'Play' : 'Show'}
                      <span className="sr-only"> it under {strategy.title}</span>
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}

function Now({ run }: { run: AttackCellRun | 'failed' | undefined }) {
  if (!run) return <Skeleton className="h-9 w-full" />
  if (run === 'failed') return <VerdictMark {...outcomeLooks.error} />
  return (
    <>
      <VerdictMark {...outcomeLooks[run.outcome]} />
      {run.broken && <strong className="block text-in">not as predicted</strong>}
      <span className="label block">
        {run.outcome === 'not-applicable' ? run.says : originWords(run)}
      </span>
    </>
  )
}

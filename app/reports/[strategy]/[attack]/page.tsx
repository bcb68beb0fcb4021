import { named } from '#lib/evidence/summary.ts'
import { lastOrSample, readReportFile } from '#app/_runs/report-file.ts'
import { believedRun, outcomeOf, verdictOf } from '#lib/evidence/attack-verdicts.ts'
import { verdictLooks } from '#app/_ui/looks.ts'
import { commitWords, mediumWords, momentWords } from '#lib/evidence/words/verdicts.ts'
import type { Medium } from '#lib/evidence/names.ts'
import type { Metadata } from 'next'
import { attacks, findAttack } from '#lib/scenarios/attacks/registry.ts'
import { type ReportCell } from '#lib/evidence/attack-report.ts'
import { findStrategy, strategies } from '#lib/strategies/registry.ts'
import { nothingHere } from '#app/_ui/nothing-here.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { BigVerdict } from '#app/_ui/big-verdict.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { AttackPlayer } from '#app/_replay/attack-player.tsx'
import { Command } from '../../_parts/traces.tsx'
import { Runs } from './runs.tsx'
import { firstOf, type Query } from '#app/_data/query.ts'
import { isStep, oneOf } from '#app/_data/known.ts'
import { NotKnown } from '#app/_ui/not-known.tsx'

interface Props {
  params: Promise<{ strategy: string; attack: string }>
  searchParams: Promise<Query>
}

async function titlesOf({ params }: Props) {
  const { strategy, attack } = await params
  return {
    strategy: named(strategies, decodeURIComponent(strategy)),
    attack: named(attacks, decodeURIComponent(attack)),
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { strategy, attack } = await titlesOf(props)
  return { title: `Report: ${attack.title}, under ${strategy.title}` }
}

export default async function ReportCellPage(props: Props) {
  const { strategy, attack } = await titlesOf(props)
  const find = (cells: readonly ReportCell[]) =>
    cells.find((cell) => cell.strategy === strategy.id && cell.attack === attack.id)
  const [{ run: last, isSample }, previous] = await Promise.all([
    lastOrSample(),
    readReportFile('previous'),
  ])
  if (last.state !== 'read') {
    return (
      <>
        <Heading attack={attack.title} strategy={strategy.title} />
        <div className="mt-6">
          <Notice kind="note" title="There is no run to show this cell of">
            {last.state === 'unreadable' ? last.why : <>No run is here yet.</>}
          </Notice>
        </div>
      </>
    )
  }
  const cell = find(last.report.cells)
  if (!cell) return nothingHere()
  const before = previous.state === 'read' ? find(previous.report.cells) : undefined
  const story = findAttack(attack.id)
  const verdict = verdictOf(cell)
  const query = await props.searchParams
  const medium = firstOf(query, 'medium')
  const run = cell.runs.find((own) => own.medium === medium) ?? believedRun(cell)
  return (
    <>
      <Heading attack={attack.title} strategy={strategy.title} />
      <NotKnown
        query={query}
        words={{ medium: oneOf(cell.runs.map((own) => own.medium)), at: isStep }}
      />
      <BigVerdict {...verdictLooks[verdict]} />
      {story && <p className="mt-2 max-w-prose text-soft">{story.story}</p>}
      <div className="panel mt-6 p-4 text-sm">
        <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
          <span className="text-soft">
            {isSample ? 'Sample run' : 'Run'} of {momentWords(last.report.at)}, commit{' '}
            {commitWords(last.report.commit)}
          </span>
          {before && (
            <span className="flex flex-wrap items-center gap-2 text-soft">
              In the run before: <VerdictMark {...verdictLooks[verdictOf(before)]} />
            </span>
          )}
        </div>
        {cell.broken.length > 0 && (
          <ul className="mt-2 list-disc pl-5">
            {cell.broken.map((fault) => (
              <li key={fault} className="break-words">
                {fault}
              </li>
            ))}
          </ul>
        )}
        {cell.trace !== null && (
          <div className="mt-3">
            <p className="label">What the browser saw, step by step. Open its trace with:</p>
            <Command trace={cell.trace} />
          </div>
        )}
      </div>
      <Runs cell={cell} current={run?.medium ?? null} />
      {run && <Steps key={run.medium} run={run} start={startOf(firstOf(query, 'at'))} />}
      <p className="unprinted mt-6 flex flex-wrap gap-2">
        {story && (
          <Link className="button" href={`/scenarios/${attack.id}?strategy=${strategy.id}`}>
            Play this story
          </Link>
        )}
        {findStrategy(strategy.id) && (
          <Link className="button" href={`/strategies/${strategy.id}`}>
            How {strategy.title} works
          </Link>
        )}
      </p>
    </>
  )
}

const startOf = (at: string | undefined): number =>
  at !== undefined && isStep(at) ? Number(at) : 0

const Heading = ({ attack, strategy }: { attack: string; strategy: string }) => (
  <>
    <p className="text-sm">
      <Link href="/reports">All of the run</Link>
    </p>
    <h1 className="mt-1 text-lg font-medium">
      {attack}, under {strategy}
    </h1>
  </>
)

function Steps({ run, start }: { run: ReportCell['runs'][number]; start: number }) {
  return (
    <section aria-labelledby="replay" className="panel mt-2 p-4">
      <h2 id="replay" className="text-lg">
        Replayed: {mediumWords[run.medium satisfies Medium]}
      </h2>
      {run.steps.length === 0 ? (
        <p className="mt-1 text-sm text-soft">Nothing was played: {run.says}</p>
      ) : (
        <AttackPlayer
          steps={run.steps}
          says={run.says}
          outcome={outcomeOf(run.works)}
          start={start}
        />
      )}
    </section>
  )
}

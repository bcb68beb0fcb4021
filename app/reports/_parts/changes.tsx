import type { RunSummary } from '#lib/evidence/summary.ts'
import type { ReportFile } from '#app/_runs/report-file.ts'
import type { CellVerdict } from '#lib/evidence/attack-verdicts.ts'
import { verdictLooks } from '#app/_ui/looks.ts'
import { commitWords, momentWords } from '#lib/evidence/words/verdicts.ts'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { CellLink } from './cell-link.tsx'

/** In what the last run differs from the one before it. */
export function Changes({ summary, previous }: { summary: RunSummary; previous: ReportFile }) {
  const changes = summary.changes?.list
  return (
    <section aria-labelledby="changes" className="mt-10">
      <h2 id="changes" className="text-lg">
        Since the run before
      </h2>
      {previous.state === 'none' && (
        <p className="mt-1 text-sm text-soft">There is no run before this one.</p>
      )}
      {previous.state === 'unreadable' && (
        <p className="mt-1 text-sm text-soft">
          The run before cannot be read. <code className="break-all">{previous.file}</code>:{' '}
          {previous.why}
        </p>
      )}
      {previous.state === 'read' && (
        <p className="mt-1 text-sm text-soft">
          {changes?.length === 0 ? 'No cell differs from' : `${changes?.length} cells differ from`}{' '}
          the run of {momentWords(previous.report.at)}, commit {commitWords(previous.report.commit)}
          .
        </p>
      )}
      {changes && changes.length > 0 && (
        <ul className="panel mt-3 max-h-96 divide-y divide-line overflow-y-auto text-sm">
          {changes.map(({ strategy, attack, before, now }) => (
            <li
              key={`${strategy} ${attack}`}
              className="flex flex-wrap items-center justify-between gap-x-6 px-4 py-2"
            >
              <CellLink strategy={strategy} attack={attack} />
              <span className="flex flex-wrap items-center gap-2">
                <Verdict is={before} />
                <span aria-hidden>→</span>
                <span className="sr-only">, now </span>
                <Verdict is={now} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Verdict = ({ is }: { is: CellVerdict | null }) =>
  is ? <VerdictMark {...verdictLooks[is]} /> : <span className="text-soft">not played</span>

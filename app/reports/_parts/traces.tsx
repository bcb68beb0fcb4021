import type { RunSummary } from '#lib/evidence/summary.ts'
import { reportsFolder } from '#app/_runs/report-file.ts'
import { CellLink } from './cell-link.tsx'

/** What opens a trace, as it is typed. */
export const traceCommand = (trace: string): string =>
  `npx playwright show-trace ${reportsFolder()}/${trace}`

/** The traces of the browser that were kept: everything that it saw, step by step. */
export function Traces({ summary: { report } }: { summary: RunSummary }) {
  const kept = report.cells.flatMap(({ strategy, attack, trace }) =>
    trace === null ? [] : [{ strategy, attack, trace }],
  )
  return (
    <section aria-labelledby="traces" className="mt-10">
      <h2 id="traces" className="text-lg">
        Traces
      </h2>
      {kept.length === 0 ? (
        <p className="mt-1 max-w-prose text-sm text-soft">None was kept in this run.</p>
      ) : (
        <ul className="mt-3 grid gap-2">
          {kept.map(({ strategy, attack, trace }) => (
            <li key={trace} className="panel min-w-0 p-4 text-sm">
              <CellLink strategy={strategy} attack={attack} />
              <Command trace={trace} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export const Command = ({ trace }: { trace: string }) => (
  <p className="mt-1">
    <code className="block break-all rounded-sm bg-sunken px-2 py-1 select-all">
      {traceCommand(trace)}
    </code>
  </p>
)

import type { Growth } from '#lib/evidence/cost-parts.ts'
import { count, figure, micros } from '#lib/evidence/cost.ts'
import { bytes } from '#lib/evidence/words/amounts.ts'
import { FiguresTable, titleOf } from './figures-table.tsx'
import { RunLine } from './run-line.tsx'

/** A process that held less than before was kept as one that needs nothing. */
const measuredBytes = (value: number): string =>
  value > 0 ? bytes(value) : 'too little to measure'

/** What becomes of a check, a log-out, a renewal and of the file, as more is kept. */
export function Growing({ growth }: { growth: Growth }) {
  const { about, strategies, collection, month } = growth
  const { rows, tookSeconds, longestPause, usualPause } = collection
  return (
    <>
      <h2 className="mt-8 text-lg">As it grows</h2>
      <p className="label mt-2 max-w-prose">
        <RunLine about={about} /> <code>npm run bench:growth</code> repeats it.
      </p>
      <p className="mt-2 max-w-prose">
        Sessions, revoked tokens, families, versions or moments, whichever a strategy keeps. Checks
        are of different people in turn. To the fewest: the quicker quarter of the rounds beside
        that of the fewest entries, which took turns; all other times are medians. A log-out and a
        renewal wait for the disk. In memory is what came to the process, without the pages of the
        file that SQLite keeps there.
      </p>
      <FiguresTable
        label="Growth"
        of={['Strategy', 'Entries']}
        heads={[
          'A check',
          'To the fewest',
          'A log-out',
          'A renewal',
          'On the disk',
          'In memory',
          'In Redis',
        ]}
        rows={strategies.flatMap(({ strategy, sizes }) =>
          sizes.map((size) => ({
            key: `${strategy} ${size.entries}`,
            of: [titleOf(strategy), sizes.length > 1 ? count(size.entries) : 'keeps none'],
            figures: [
              micros(size.verify),
              figure(size.ratio),
              micros(size.end),
              size.renew === null ? 'none' : micros(size.renew),
              measuredBytes(size.disk),
              measuredBytes(size.memory),
              size.redis === null ? 'none' : measuredBytes(size.redis),
            ],
          })),
        )}
      />
      <p className="mt-2 max-w-prose">
        What has ended is deleted in small steps: {count(rows)} rows in {figure(tookSeconds)} s, in
        which a request waited for {figure(longestPause)} ms at the most; {figure(usualPause)} ms in
        as long a time without. A list of revoked tokens stops growing: with{' '}
        {count(month.logOutsADay)} log-outs a day it held {count(month.entries[0] ?? 0)} entries
        after a day and {count(month.entries.at(-1) ?? 0)} after {count(month.days)}.
      </p>
    </>
  )
}

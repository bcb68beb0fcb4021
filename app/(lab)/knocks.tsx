import { KEPT_KNOCKS, knockMarks, type Run } from './_run/run.ts'

const SLOT = 4
const HEIGHT = 24

/** One column a knock, oldest first: tall was let in, short was refused; the line is the event. */
export function Knocks({ knocks, run }: { knocks: string; run: Run }) {
  const bars = (mark: string, height: number) =>
    Array.from(knocks)
      .map((knock, at) =>
        knock === mark ? `M${at * SLOT},${HEIGHT - height}h3v${height}h-3z` : '',
      )
      .join('')
  const eventAt = run.eventAfter !== null && run.eventAfter >= 0 ? run.eventAfter * SLOT - 1 : null
  return (
    <svg
      role="img"
      aria-label={description(knocks)}
      viewBox={`0 0 ${KEPT_KNOCKS * SLOT} ${HEIGHT}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      className="knocks block h-6 w-full rounded-sm bg-sunken"
    >
      <path d={bars(knockMarks.in, 22)} fill="var(--mark-in)" />
      <path d={bars(knockMarks.demoted, 14)} fill="var(--mark-blocked)" />
      <path d={bars(knockMarks.out, 6)} fill="var(--mark-blocked)" />
      {eventAt !== null && run.event && (
        <path d={`M${eventAt},0h1.5v${HEIGHT}h-1.5z`} fill="var(--ink)" />
      )}
    </svg>
  )
}

function description(knocks: string): string {
  const count = (mark: string) => Array.from(knocks).filter((knock) => knock === mark).length
  const refused = count(knockMarks.out)
  const accepted = count(knockMarks.in) + count(knockMarks.demoted)
  const failed = count(knockMarks.failed)
  return knocks.trim() === ''
    ? 'No knocks yet'
    : `The last ${accepted + refused + failed} knocks: ${accepted} accepted, ${refused} refused${failed > 0 ? `, ${failed} without an answer` : ''}`
}

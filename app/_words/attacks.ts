import type { AttackOutcome, Medium } from '#lib/evidence/names.ts'
import type { CellVerdict } from '#lib/evidence/attack-report.ts'
import type { Requirement } from '#lib/scenarios/attacks/requirements.ts'
import type { VerdictKind } from '#app/_ui/verdict.tsx'

interface Look {
  kind: VerdictKind
  word: string
}

/** What came of an attack, as every page says it. An error is no "blocked". */
export const outcomeLooks: Record<AttackOutcome, Look> = {
  works: { kind: 'in', word: 'Works' },
  blocked: { kind: 'blocked', word: 'Blocked' },
  'not-applicable': { kind: 'unknown', word: 'Not applicable' },
  error: { kind: 'error', word: 'Error' },
}

/** What a run of the tests says of a cell. */
export const verdictLooks: Record<CellVerdict, Look> = {
  works: outcomeLooks.works,
  blocked: outcomeLooks.blocked,
  'not-applicable': outcomeLooks['not-applicable'],
  broken: { kind: 'error', word: 'Broken' },
  'not-run': { kind: 'waiting', word: 'Not run' },
}

export const mediumWords: Record<Medium, string> = {
  process: 'in process',
  http: 'over HTTP',
  browser: 'in a browser',
}

/** At the beginning of a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A moment of a run, to the minute and in UTC: whoever reads it may be anywhere. */
export const momentWords = (iso: string): string =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(iso) ? `${iso.slice(0, 16).replace('T', ' ')} UTC` : iso

/** A commit as people quote it. */
export const commitWords = (commit: string): string =>
  /^[0-9a-f]{12,}$/.test(commit) ? commit.slice(0, 7) : commit

/** Where an outcome is known from; always said beside it. */
export function originWords({
  from,
  run,
}: {
  from: 'here' | 'run' | 'prediction'
  run: { at: string; commit: string } | null
}): string {
  if (from === 'here') return 'measured here'
  if (from === 'prediction' || !run) return 'predicted, not run'
  return `from the run of ${momentWords(run.at)}, commit ${commitWords(run.commit)}`
}

/** A requirement, as people quote it: some numbers name their standard themselves. */
export const requirementName = ({ standard, number }: Pick<Requirement, 'standard' | 'number'>) =>
  standard.endsWith(number.split('-')[0] ?? '') ? number : `${standard}, ${number}`

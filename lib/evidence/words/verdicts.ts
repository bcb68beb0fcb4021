import type { CellVerdict } from '../attack-verdicts.ts'
import type { AttackOutcome, Medium, Origin } from '../names.ts'

/** What came of an attack, in a word or two. */
export const outcomeWords: Record<AttackOutcome, string> = {
  works: 'works',
  blocked: 'blocked',
  'not-applicable': 'not applicable',
  error: 'error',
}

/** What a run of the tests says of a cell. */
export const verdictWords: Record<CellVerdict, string> = {
  works: outcomeWords.works,
  blocked: outcomeWords.blocked,
  'not-applicable': outcomeWords['not-applicable'],
  broken: 'broken',
  'not-run': 'not run',
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
  from: Origin
  run: { at: string; commit: string } | null
}): string {
  if (from === 'here') return 'measured here'
  if (from === 'prediction' || !run) return 'predicted, not run'
  return `from the run of ${momentWords(run.at)}, commit ${commitWords(run.commit)}`
}

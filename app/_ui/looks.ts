import type { CellVerdict } from '#lib/evidence/attack-verdicts.ts'
import { type AttackOutcome } from '#lib/evidence/names.ts'
import { capital, outcomeWords, verdictWords } from '#lib/evidence/words/verdicts.ts'
import type { VerdictKind } from './verdict.tsx'

interface Look {
  kind: VerdictKind
  word: string
}

/** What came of an attack, as every page shows it. An error is no "blocked". */
export const outcomeLooks: Record<AttackOutcome, Look> = {
  works: { kind: 'in', word: capital(outcomeWords.works) },
  blocked: { kind: 'blocked', word: capital(outcomeWords.blocked) },
  'not-applicable': { kind: 'unknown', word: capital(outcomeWords['not-applicable']) },
  error: { kind: 'error', word: capital(outcomeWords.error) },
}

/** What a run of the tests says of a cell. */
export const verdictLooks: Record<CellVerdict, Look> = {
  works: outcomeLooks.works,
  blocked: outcomeLooks.blocked,
  'not-applicable': outcomeLooks['not-applicable'],
  broken: { kind: 'error', word: capital(verdictWords.broken) },
  'not-run': { kind: 'waiting', word: capital(verdictWords['not-run']) },
}

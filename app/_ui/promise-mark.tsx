import { promiseWords } from '#lib/evidence/words/promises.ts'
import type { Promised } from '#lib/strategies/describe.ts'
import { VerdictMark, type VerdictKind } from './verdict.tsx'

const kinds: Record<Promised['stops'], VerdictKind> = {
  'at-once': 'blocked',
  within: 'waiting',
  'at-expiry': 'in',
  never: 'in',
  'not-by-this': 'unknown',
}

/** What is declared of an event, in the colours of the verdicts. */
export const PromiseMark = ({ promised }: { promised: Promised }) => (
  <VerdictMark kind={kinds[promised.stops]} word={promiseWords(promised)} />
)

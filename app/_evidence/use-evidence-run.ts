import type { CellRun } from '#lib/evidence/model.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { WORKSPACE } from './paths.ts'
import { useEvidence } from './use-evidence.ts'

export type Loaded =
  | { kind: 'loading' }
  | { kind: 'ready'; run: CellRun }
  | { kind: 'failed'; detail: string }

/** The same under the workspace's lifetimes, for who shows something while it is measured. */
export function useEvidenceRun(strategy: string, event: EventName): Loaded {
  const { evidence, failure } = useEvidence(WORKSPACE, strategy, event)
  if (evidence) return { kind: 'ready', run: evidence }
  return failure ? { kind: 'failed', detail: failure.detail } : { kind: 'loading' }
}

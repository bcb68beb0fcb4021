import { cellRunShape } from '#app/_evidence/run-shapes.ts'
import type { CellRun } from '#lib/evidence/model.ts'
import type { EventName } from '#lib/strategies/events.ts'
import { call, type Result } from '#app/_data/call.ts'
import { evidencePath, WORKSPACE } from './paths.ts'

/** Measured on the server when it is first asked for, under the lifetimes of the workspace. */
export const readCell = (
  strategy: string,
  event: EventName,
  signal?: AbortSignal,
): Promise<Result<CellRun>> =>
  call('GET', evidencePath(WORKSPACE, strategy, event), cellRunShape, signal ? { signal } : {})

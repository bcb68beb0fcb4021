import { memoryRuntime } from '../../scenarios/memory-runtime.ts'
import { inProcessStage } from '../../scenarios/stages/in-process.ts'
import type { StrategyDefinition } from '../contract.ts'
import type { Runtime } from '../../workspace/runtime.ts'
import { defaultSettings, type Settings } from '../../workspace/settings.ts'

/** A runtime in memory, on a clock that moves only when it is told to. */
export const conformanceRuntime = memoryRuntime

export const stageOf =
  (runtime: Runtime, definition: StrategyDefinition, settings: Settings) =>
  (but?: Partial<Settings>) =>
    inProcessStage(runtime, definition, { ...settings, ...but })

/** Under other lifetimes than the defaults, so that no number fits by accident. */
export const otherSettings: Settings = {
  ...defaultSettings,
  algorithm: 'ES256',
  sessionTtl: 7_000,
  idleTtl: 900,
  tokenTtl: 1_300,
  accessTtl: 70,
  refreshTtl: 6_500,
  rotationGrace: 5,
  cacheTtl: 40,
  reauthAfter: 200,
}

import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'

/** Lifetimes that lie far enough apart for each to be met alone. */
export const lifetimes: Settings = {
  ...defaultSettings,
  sessionTtl: 7_200,
  idleTtl: 1_800,
  tokenTtl: 3_600,
  accessTtl: 300,
  refreshTtl: 7_200,
  rotationGrace: 10,
  cacheTtl: 300,
}
/** How long time can pass: not at all, past the grace, past what is believed, past idleness, past all. */
export const passes = [1, 1, 3, 11, 301, 301, 1_861, 7_300]
/** How far a clock can step back. Seconds. */
export const steps = [1, 5, 30, 60]
/** By how much the second machine's clock is ahead. Milliseconds. */
export const SKEW = 30_000
export const START = Date.UTC(2026, 0, 1)

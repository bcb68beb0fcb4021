import { test as base } from '@playwright/test'

export interface StrategyOptions {
  /** The strategy under test: every Playwright project of the journeys sets its own. */
  strategy: string
}

export const test = base.extend<StrategyOptions>({ strategy: ['cookie-session', { option: true }] })

export { expect } from '@playwright/test'

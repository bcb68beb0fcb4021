import { test as base } from '@playwright/test'

export interface StrategyOptions {
  /** The strategy under test: every project of a strategy sets its own. */
  strategy: string
}

export interface AttackOptions {
  /** The attack that is played, by its id. */
  attack: string
  /** How credentials travel, where the attack leaves that open. */
  transport: 'cookie' | 'bearer'
}

export const test = base.extend<StrategyOptions & AttackOptions>({
  strategy: ['cookie-session', { option: true }],
  attack: ['replay-after-logout', { option: true }],
  transport: ['cookie', { option: true }],
})

export { expect } from '@playwright/test'

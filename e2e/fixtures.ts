import { test as base } from '@playwright/test'
import { strategies } from '#lib/strategies/registry.ts'

export interface StrategyOptions {
  /** The strategy under test. */
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

/** Makes the same tests for every strategy; the project of a strategy finds its own by the tag. */
export function underEachStrategy(register: () => void): void {
  for (const { id } of strategies) {
    test.describe(id, { tag: `@${id}` }, () => {
      test.use({ strategy: id })
      register()
    })
  }
}

export { expect } from '@playwright/test'

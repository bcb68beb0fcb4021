import { test as base } from '@playwright/test'
import { writeProfile } from './attacks/third-party-cookies.ts'
import { temporaryFolder } from './server/start.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
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
  // Playwright's own starts without a profile, and each browser then has a policy of its own for
  // third-party cookies.
  browser: [
    async ({ playwright, launchOptions }, use) => {
      using profile = temporaryFolder()
      writeProfile(profile.path)
      const first = await playwright.chromium.launchPersistentContext(profile.path, launchOptions)
      const browser = first.browser()
      if (!browser) throw new Error('the browser of a profile is not to be had')
      await use(browser)
      await first.close()
    },
    { scope: 'worker' },
  ],
  strategy: ['cookie-session', { option: true }],
  attack: ['replay-after-logout', { option: true }],
  transport: ['cookie', { option: true }],
})

/** Makes the same tests for every strategy; the project of a strategy finds its own by the tag. */
export function underEachStrategy(
  register: () => void,
  which: readonly StrategyDefinition[] = strategies,
): void {
  for (const { id } of which) {
    test.describe(id, { tag: `@${id}` }, () => {
      test.use({ strategy: id })
      register()
    })
  }
}

export { expect } from '@playwright/test'

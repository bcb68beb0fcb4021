import type { Browser } from '@playwright/test'
import { answerLine } from '#lib/scenarios/stages/late-answers.ts'
import type { Stage } from '#lib/scenarios/stage.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { weakened } from '../defences/weakened.ts'
import { browserStage } from './browser-stage.ts'

/** A stage in browsers, with a proxy on the way that can hold up what the server has answered. */
export async function slowBrowserStage(
  browser: Browser,
  behind: string,
  definition: StrategyDefinition,
  settings: Partial<Settings>,
): Promise<Stage> {
  const line = answerLine()
  const isCall = (path: string) => path.startsWith('/api/strategies/')
  const way = await weakened(behind, {
    held: (path) => (isCall(path) ? line.pass() : Promise.resolve()),
  })
  const stage = await browserStage(browser, way.url, definition, settings, line)
  return {
    ...stage,
    async close() {
      await stage.close()
      await way[Symbol.asyncDispose]()
    },
  }
}

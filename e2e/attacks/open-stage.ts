import type { Browser } from '@playwright/test'
import { answerLine } from '#lib/scenarios/stages/late-answers.ts'
import type { Stage } from '#lib/scenarios/stage.ts'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { weakened } from '../defences/weakened.ts'
import { browserStage } from './browser-stage.ts'
import { withSibling } from './sibling-host.ts'

/** A stage in browsers on a server, which they come to as the attack wants it. */
export function openBrowserStage(
  browser: Browser,
  url: string,
  { group }: Pick<Attack, 'group'>,
  definition: StrategyDefinition,
  settings: Partial<Settings>,
): Promise<Stage> {
  const isOnTheWay = group === 'late' || group === 'followed'
  if (isOnTheWay) return proxiedStage(browser, url, definition, settings)
  return group === 'sibling'
    ? browserStage(browser, withSibling(url), definition, settings, { behind: url })
    : browserStage(browser, url, definition, settings)
}

/** With a proxy on the way that can hold up what the server has answered, and sees what was asked. */
async function proxiedStage(
  browser: Browser,
  url: string,
  definition: StrategyDefinition,
  settings: Partial<Settings>,
): Promise<Stage> {
  const line = answerLine()
  const waiting = new Map<string, () => void>()
  const way = await weakened(url, {
    async held(path, method) {
      if (method === 'GET') waiting.get(path)?.()
      if (path.startsWith('/api/strategies/')) await line.pass()
    },
  })
  const answered = (path: string) => new Promise<void>((resolve) => void waiting.set(path, resolve))
  const stage = await browserStage(browser, way.url, definition, settings, { line, answered })
  return {
    ...stage,
    async close() {
      await stage.close()
      await way[Symbol.asyncDispose]()
    },
  }
}

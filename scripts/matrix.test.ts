import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { scenarios } from '#lib/scenarios/events/registry.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { atOnce, never, type Stops } from '#lib/strategies/promises.ts'
import { cookieSession } from '#lib/strategies/cookie-session.ts'
import { statelessJwt } from '#lib/strategies/stateless-jwt.ts'
import { runMatrix } from './matrix.ts'

const claiming = (definition: StrategyDefinition, logout: Stops): StrategyDefinition => ({
  ...definition,
  promises: { ...definition.promises, logout },
})

async function run(strategies: readonly StrategyDefinition[]) {
  const out = mkdtempSync(join(tmpdir(), 'matrix-'))
  const printed: string[] = []
  const code = await runMatrix({ strategies, out, print: (text) => printed.push(text) })
  const read = (end: string) => readFileSync(join(out, `matrix.${end}`), 'utf8')
  return { code, printed: printed.join('\n'), json: read('json'), csv: read('csv'), md: read('md') }
}

it('ends with 0 and three files when every promise was kept', async () => {
  const { code, printed, json, csv, md } = await run([cookieSession, statelessJwt])
  expect(code).toBe(0)
  const cells = 2 * scenarios.length
  expect(printed).toContain(`${cells} cells, 0 broken promises`)
  expect(JSON.parse(json)).toHaveProperty('cells.length', cells)
  expect(csv.trimEnd().split('\n')).toHaveLength(cells + 1)
  expect(md).toContain('| cookie-session | Blocked at once |')
  expect(json + csv + md).not.toContain('BROKEN')
})

it.each([
  ['promises more than it keeps', claiming(statelessJwt, atOnce)],
  ['keeps more than it promises', claiming(cookieSession, never)],
])('ends with 1, and says where, when a strategy %s', async (_, definition) => {
  const { code, printed, csv, md } = await run([definition])
  expect(code).toBe(1)
  expect(printed).toContain(`BROKEN ${definition.id}, logout: promised`)
  expect(csv).toContain('promised')
  expect(md).toContain('BROKEN')
})

it('names the presets when it is asked for one that is not there', async () => {
  const printed: string[] = []
  const code = await runMatrix({ preset: 'nobody', print: (text) => printed.push(text) })
  expect(code).toBe(2)
  expect(printed.join()).toContain('keycloak')
})

import { afterAll, describe, expect, it } from 'vitest'
import { defaultSettings } from '../../workspace/settings.ts'
import { strategies } from '../registry.ts'

import { bench, conformanceRuntime, type LabBench } from './lab.ts'

/** What is kept goes with what it is about: lists have a size, however long people come and go. */

const opening = conformanceRuntime()
afterAll(async () => (await opening).close())

const HOUR = 60 * 60
const { sessionTtl, refreshTtl, tokenTtl } = defaultSettings
/** Past everything that was issued, and past the day for which a refusal can say why. Seconds. */
const ALL_OVER = Math.max(sessionTtl, refreshTtl, tokenTtl) + 24 * HOUR + 60

async function kept(at: LabBench): Promise<number> {
  const { runtime, definition } = at
  const workspace = await at.workspace()
  // Rows go by the clock of their workspace, whose lead is added to this time.
  await runtime.backend.prune(startedAt)
  return (await workspace.inspect(definition)).reduce((sum, { rows }) => sum + rows.length, 0)
}
const startedAt = Date.UTC(2026, 0, 1)

/** Every six hours: one who leaves, one who signs out, one who signs out everywhere, and a ban. */
async function days(at: LabBench, count: number): Promise<void> {
  for (let nth = 0; nth < 4 * count; nth += 1) {
    await at.signIn('bob', 'left open')
    const strategy = await at.strategy()
    await strategy.end(await at.signIn('alice'), 'this')
    await strategy.end(await at.signIn('alice'), 'all')
    const { users } = await at.workspace()
    const admin = await users.named('admin')
    await at.signIn('admin')
    await strategy.on({ type: 'force-logout', account: admin?.id ?? '' })
    await at.advance(6 * HOUR)
  }
}

describe.each(strategies)('$id', (definition) => {
  it('keeps as much after three days as after two, and nothing of sessions in the end', async () => {
    const at = await bench(await opening, definition)
    const empty = await kept(at)
    await days(at, 2)
    const before = await kept(at)
    await days(at, 1)
    expect(await kept(at)).toBe(before)
    await at.advance(ALL_OVER)
    // What goes on counting is a row for everybody, and one for each of the three accounts.
    expect((await kept(at)) - empty).toBeLessThanOrEqual(4)
    for (const { table, rows } of await (await at.workspace()).inspect(definition)) {
      expect(['versions', 'cut_offs'], table).toContain(table)
      expect(rows.length).toBeGreaterThan(0)
    }
  })

  it('lists no device whose session is over by rest or by age', async () => {
    const at = await bench(await opening, definition)
    const alice = await (await at.workspace()).users.named('alice')
    await at.signIn('alice', 'left open')
    await at.advance(sessionTtl)
    const { devices } = await at.strategy()
    expect((await devices?.list(alice?.id ?? '')) ?? []).toEqual([])
  })
})

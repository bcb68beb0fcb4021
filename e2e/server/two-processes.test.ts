import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Client, newLab } from './client.ts'
import { start, temporaryFolder } from './start.ts'

/** How often all of them write. */
const ROUNDS = process.env['LAB_LONG'] === undefined ? 1 : 20

const clock = z.object({ now: z.int() })

test('two processes on one SQLite file take what twenty writers say, and lose none of it', async () => {
  using folder = temporaryFolder()
  const database = join(folder.path, 'lab.db')
  await using here = await start({ database })
  await using there = await start({ database })
  const lab = await newLab(here.url)
  const writers = Array.from(
    { length: 20 },
    (_, index) => new Client(index % 2 === 0 ? here.url : there.url, lab),
  )
  const now = async () => clock.parse((await writers[0]?.call('GET', '/api/workspace'))?.body).now
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now()
    const before = await now()
    const statuses = await Promise.all(
      writers.map(async (writer) => {
        const own: number[] = []
        for (let count = 0; count < 5; count += 1) {
          own.push((await writer.call('POST', '/api/workspace/clock', { advance: 60 })).status)
        }
        return own
      }),
    )
    expect(statuses.flat()).toEqual(Array(100).fill(200))
    const passed = (await now()) - before
    expect(passed).toBeGreaterThanOrEqual(100 * 60)
    expect(passed).toBeLessThanOrEqual(100 * 60 + (performance.now() - began) / 1000 + 1)
  }
})

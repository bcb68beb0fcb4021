import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openBackend } from '#lib/stores/open.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { holdsIn } from './promises.ts'

/** Two processes do not share a connection: here each has its own, to one file. */
const folder = mkdtempSync(join(tmpdir(), 'lab-histories-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

for (const definition of strategies.filter(({ promises }) => promises.ban.stops === 'at-once')) {
  const open = () => openBackend(`file:${join(folder, `${definition.id}.db`)}`)
  holdsIn(`${definition.id}, on one file`, [definition], 40, async () => [
    await open(),
    await open(),
  ])
}

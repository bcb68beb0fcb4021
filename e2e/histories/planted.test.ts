import { expect, it, vi } from 'vitest'
import { IN_MEMORY, openBackend } from '#lib/stores/open.ts'
import { openLab } from './play.ts'
import { startProcesses } from './processes.ts'
import { planted } from './planted.ts'
import { search } from './search.ts'

vi.mock('node:timers/promises', async () => (await import('./turns.ts')).timers)

/** The same ones every time, and more than any fault has needed. */
const SEED = 10
const ENOUGH = 4_000

it.each(planted)(
  'the search finds $name',
  async ({ strategy, backend = (main) => main, seed = SEED }) => {
    const main = await openBackend(IN_MEMORY)
    const faulty = backend(main)
    const lab = openLab(await startProcesses([faulty, faulty], [strategy]), [strategy])
    // It is enough to find it: making it small is for those who look for the cause.
    const found = await search(lab, { seed, numRuns: ENOUGH, endOnFailure: true })
    console.log(found?.split('\n').slice(0, 2).join(' | ').slice(0, 200))
    expect(found).toMatch(/is accepted|has ended|another time|an old role|is refused/)
    await main.close()
  },
)

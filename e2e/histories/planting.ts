// Loaded into a server under test before anything else (`node --import`), and by nothing else: it
// starts with faults that a test wants to see found.
import { strategies } from '#lib/strategies/registry.ts'
import { planted } from './planted.ts'

const wanted = (process.env['LAB_TEST_PLANTED'] ?? '').split(';')

for (const { name, strategy } of planted.filter((one) => wanted.includes(one.name))) {
  const index = strategies.findIndex(({ id }) => id === strategy.id)
  if (index < 0) throw new Error(`there is no strategy for ${name}`)
  Object.assign(strategies, { [index]: strategy })
}

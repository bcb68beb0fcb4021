import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allStrategies, replicated, strategies } from '#lib/strategies/registry.ts'
import { root, run, runtime } from '../../scripts/child.mjs'
import { findRedis, sharedRedis } from '../../scripts/engines/redis.ts'
import { needless } from './needed.ts'
import { writeAll, type Written } from './written.ts'

let written: Written
beforeAll(async () => {
  written = await writeAll(allStrategies)
})
afterAll(() => written.remove())

const ids = allStrategies.map(({ id }) => id)
/** One of each kind, and where there is a Redis what needs one. `npm run test:long -- take` plays all of them: their suites are the lab's own. */
const played = process.env['LAB_LONG']
  ? strategies.map(({ id }) => id)
  : [
      'cookie-session',
      'jwt-blocklist',
      'jwt-refresh-rotation',
      'iron-session',
      'next-auth-database',
    ]
const fileOf = (id: string, path: string) => join(written.path, id, path)

/** Changes a file of a folder while something is looked at. */
async function meanwhile<T>(file: string, change: (text: string) => string | null, look: () => T) {
  const before = await readFile(file, 'utf8')
  const after = change(before)
  if (after === null) await rm(file)
  else await writeFile(file, after)
  try {
    return await look()
  } finally {
    await writeFile(file, before)
  }
}

it.each(allStrategies)('$id takes just what it needs', async ({ id }) => {
  expect(await needless(join(written.path, id))).toEqual([])
  // Another strategy comes along only where this one is built on it.
  const own = await readFile(fileOf(id, `src/strategies/${id}.ts`), 'utf8')
  const there = await readdir(fileOf(id, 'src/strategies'))
  const others = ids.filter((other) => other !== id && there.includes(`${other}.ts`))
  expect(others.filter((other) => !own.includes(`from './${other}.ts'`))).toEqual([])
})

it('each of them compiles by itself', async () => {
  expect(await written.compiled()).toBe('')
})

it('they pass their suites, and their examples run', async () => {
  const beside = findRedis() === null ? [] : replicated.map(({ id }) => id)
  const env = beside.length > 0 ? { REDIS_URL: (await sharedRedis()).url } : {}
  const all = [...played, ...beside]
  const { code, output } = await written.tested(all, env)
  expect(code, output).toBe(0)
  // The suite and the examples of each.
  expect(output).toMatch(new RegExp(`Test Files.* ${2 * all.length} passed`))
})

describe('what is wrong with a folder shows:', () => {
  it('a file that is missing', async () => {
    const schema = fileOf('jwt-blocklist', 'src/db/schema/cut-offs.ts')
    const look = () => written.compiled('jwt-blocklist')
    const said = await meanwhile(schema, () => null, look)
    expect(said).toMatch(/jwt-blocklist.*cut-offs/)
  })

  it('a strategy that does not do what it says', async () => {
    const strategy = fileOf('jwt-blocklist', 'src/strategies/jwt-blocklist.ts')
    const deaf = (text: string) => text.replace('await revocations.cutOff(account)\n', '')
    const { code, output } = await meanwhile(strategy, deaf, () =>
      written.tested(['jwt-blocklist']),
    )
    expect(code).not.toBe(0)
    expect(output).toMatch(/promised at once, measured accepted at/)
  })

  it('a file that nothing asks for', async () => {
    const other = fileOf('jwt-blocklist', 'src/stores/sqlite/sessions.ts')
    await writeFile(other, 'export {}\n')
    const found = await needless(join(written.path, 'jwt-blocklist'))
    await rm(other)
    expect(found).toEqual(['src/stores/sqlite/sessions.ts is asked for by nothing'])
  })
})

describe('npm run take', () => {
  const take = (...args: string[]) => run(runtime, [join(root, 'scripts/take.ts'), ...args])
  const empty = () => mkdtemp(join(tmpdir(), 'logout-lab-to-'))

  it('writes one to an empty folder, or to one that is not there', async () => {
    const to = await empty()
    expect((await take('stateless-jwt', '--to', to)).code).toBe(0)
    expect(existsSync(join(to, 'src/strategies/stateless-jwt.ts'))).toBe(true)
    expect((await take('stateless-jwt', '--to', join(to, 'in', 'it'))).code).toBe(0)
    await rm(to, { recursive: true })
  })

  it('refuses in a sentence, and leaves nothing behind', async () => {
    const to = await empty()
    const full = join(to, 'full')
    await mkdir(full)
    await writeFile(join(full, 'mine'), '')
    const refusals: [string[], RegExp][] = [
      [['no-such', '--to', join(to, 'new')], /no strategy no-such.*jwt-blocklist, /],
      [['--to', join(to, 'new')], /Name one strategy/],
      [['jwt-blocklist'], /Say where to/],
      [['jwt-blocklist', '--to', full], /is not empty/],
      [['jwt-blocklist', '--to', join(full, 'mine')], /no folder/],
    ]
    for (const [args, why] of refusals) {
      const { code, output } = await take(...args)
      expect(output).toMatch(why)
      expect(output.trim()).not.toContain('\n')
      expect(code).toBe(1)
    }
    expect(await readdir(to)).toEqual(['full'])
    expect(await readdir(full)).toEqual(['mine'])
    await rm(to, { recursive: true })
  })
})

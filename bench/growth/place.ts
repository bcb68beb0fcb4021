import { carriedFrom } from '../../lib/strategies/carried.ts'
import type { Carried, StrategyDefinition } from '../../lib/strategies/contract.ts'
import { labIn, newMember } from '../lab.ts'
import { fill, tablesOf, usedBy } from './fill.ts'

/** A database of one strategy, which grows, and those who are signed in there. */

const YEAR = 365 * 24 * 60 * 60 * 1000
/** Accounts that each have a session: what one ends is the other's no more. */
const SIGNED_IN = 100

export async function openPlace(definition: StrategyDefinition, path: string) {
  const runtime = await labIn(path)
  const { id, workspace } = await runtime.create()
  const open = async () => {
    const opened = await runtime.open(id)
    if (!opened) throw new Error('the workspace is gone')
    return opened
  }
  let accounts = 0
  async function signIn(): Promise<Carried> {
    accounts += 1
    const who = await newMember(workspace, accounts)
    const strategy = (await open()).strategy(definition)
    return carriedFrom((await strategy.start(who, 'a browser', {})).credentials)
  }
  const several = async (count: number) => {
    const all: Carried[] = []
    for (let one = 0; one < count; one += 1) all.push(await signIn())
    return all
  }

  let held = 0
  const first = await several(SIGNED_IN)
  const opened = await open()
  const asked = () => opened.strategy(definition)
  /** Microseconds a check: each of those who are signed in comes once. */
  async function verifyAll(): Promise<number> {
    const started = performance.now()
    for (const carried of first) {
      const verdict = await asked().verify(carried)
      if (!verdict.ok) throw new Error(`${definition.id}: ${verdict.reason}`)
    }
    return ((performance.now() - started) * 1000) / first.length
  }
  /** Microseconds of one call for each of some who have just signed in. */
  async function each(count: number, call: (carried: Carried) => Promise<unknown> | undefined) {
    const taken: number[] = []
    for (const carried of await several(count)) {
      const started = performance.now()
      await call(carried)
      taken.push((performance.now() - started) * 1000)
    }
    return taken
  }
  return {
    verifyAll,
    end: (count: number) => each(count, (carried) => asked().end(carried, 'this')),
    renew: (count: number) => each(count, (carried) => asked().renew?.(carried)),
    growTo(rows: number): void {
      const expiresAt = Date.now() + YEAR
      const told = { workspace: workspace.key, strategy: definition.id, expiresAt }
      for (const table of tablesOf(definition)) fill(path, table, { ...told, count: rows - held })
      held = rows
    },
    bytes: () => usedBy(path),
    close: () => runtime.close(),
  }
}

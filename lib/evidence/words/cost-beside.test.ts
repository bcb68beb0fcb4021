import { describe, expect, it } from 'vitest'
import type { StrategyDefinition } from '../../strategies/contract.ts'
import { promised } from '../../strategies/describe.ts'
import { defaultLifetimes } from '../../strategies/lifetimes.ts'
import { findStrategy, strategies } from '../../strategies/registry.ts'
import { measuredCost, micros } from '../cost.ts'
import { alikeIn, costBeside } from './cost-beside.ts'

function strategy(id: string): StrategyDefinition {
  const found = findStrategy(id)
  if (!found) throw new Error(`no strategy ${id}`)
  return found
}

const idsBeside = (id: string) => alikeIn(strategy(id), strategies).others.map((one) => one.id)

describe('what a check costs beside the cheapest that promises the same', () => {
  it('sets nothing beside what is open for longer', () => {
    // 8 h and 1 h: both stop at expiry.
    expect(idsBeside('iron-session')).toEqual([])
    expect(idsBeside('stateless-jwt')).toEqual([])
    expect(costBeside(strategy('iron-session'), strategies)).toContain('No other promises the same')
    for (const definition of strategies) {
      for (const other of alikeIn(definition, strategies).others) {
        for (const event of ['logout', 'password-change', 'ban'] as const) {
          expect(promised(other.promises[event], defaultLifetimes), other.id).toEqual(
            promised(definition.promises[event], defaultLifetimes),
          )
        }
      }
    }
  })

  it('compares every event where others promise the same of all', () => {
    expect(idsBeside('jwt-user-key')).toEqual(['jwt-token-version', 'jwt-issued-after'])
    expect(costBeside(strategy('jwt-user-key'), strategies)).toContain('of every event')
    expect(costBeside(strategy('jwt-allowlist'), strategies)).toContain(
      'of a log-out, a password change and a ban',
    )
  })

  it('minds whom else an event signs out', () => {
    // A changed version signs out the other devices as well.
    expect(idsBeside('jwt-blocklist')).not.toContain('jwt-token-version')
  })

  it('names the check of what is new', () => {
    for (const definition of strategies) {
      const { verifyNew } = measuredCost(definition.id) ?? {}
      const told = typeof verifyNew === 'number' ? `of a new one ${micros(verifyNew)}.` : ''
      expect(costBeside(definition, strategies)).toContain(told)
    }
  })
})

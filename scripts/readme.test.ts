import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { envNames } from '#lib/env.ts'
import { atOnce, within } from '#lib/strategies/promises.ts'
import { strategies } from '#lib/strategies/registry.ts'
import {
  environmentTable,
  filled,
  filledManyNodes,
  halves,
  manyNodesPath,
  readmePath,
  strategyTable,
} from './readme.ts'

const readme = readFileSync(readmePath, 'utf8')
const [first, ...others] = strategies
if (!first) throw new Error('there is no strategy')

it('is as the code has it (npm run readme)', () => {
  expect(filled(readme)).toBe(readme)
})

it('and so is what many users ask of the engines', () => {
  const document = readFileSync(manyNodesPath, 'utf8')
  expect(filledManyNodes(document)).toBe(document)
  const edited = document.replace(/(<!-- users-1000000: .* -->)/, '$1\nby hand\n')
  expect(edited).not.toBe(document)
  expect(filledManyNodes(edited)).toBe(document)
})

describe('it differs when', () => {
  const promises = { ...first.promises, logout: within('accessTtl') }
  const cases = {
    'a strategy goes': others,
    'a strategy comes': [...strategies, { ...first, id: 'one-more' }],
    'a promise changes': [{ ...first, promises }, ...others],
    'collateral changes': [{ ...first, collateral: { ban: 'everyone' } as const }, ...others],
    'a summary changes': [
      { ...first, summary: 'The client holds a key; the server nothing.' },
      ...others,
    ],
    'a cost changes': [
      { ...first, cost: { ...first.cost, request: { reads: 7, writes: 0 } } },
      ...others,
    ],
  }
  it.each(Object.entries(cases))('%s', (_, changed) => {
    expect(filled(readme, changed)).not.toBe(readme)
  })

  it.each(['strategies', 'environment'])(
    'the %s are edited by hand, or lose their marks',
    (name) => {
      const open = new RegExp(`(<!-- ${name}: .* -->)`)
      expect(filled(readme.replace(open, '$1\nby hand\n'))).toBe(readme)
      expect(() => filled(readme.replace(open, ''))).toThrow(name)
    },
  )
})

it('tells when a copy stops, and who else is hit', () => {
  const logout = (promise: typeof atOnce, collateral = {}) =>
    strategyTable([{ ...first, collateral, promises: { ...first.promises, logout: promise } }])
  expect(logout(within('accessTtl'))).toContain('| within 5 min |')
  expect(logout({ stops: 'at-expiry', of: 'sessionTtl' })).toContain('| at expiry, 8 h |')
  expect(logout(within(7))).toContain('| within 7 s |')
  expect(logout(atOnce, { logout: 'other-devices' })).toContain('| at once, on every device |')
})

it('wants a summary that tells of client and server', () => {
  const { id } = first
  expect(halves({ id, summary: 'The client holds a; the server keeps b. More.' })).toEqual({
    client: 'a',
    server: 'keeps b',
  })
  expect(() => halves({ id, summary: 'A cookie.' })).toThrow(id)
})

it('names every variable that is read, and no other', () => {
  const named = [...environmentTable().matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
  expect(named).toEqual(envNames)
})

import { expect, it } from 'vitest'
import kept from './cost.json' with { type: 'json' }
import { keptTargets, targetsOf, targetWords } from './missed-targets.ts'

const target = (ratio: number, bound: object) => ({
  what: 'jwt-blocklist, cookie: x',
  ratio,
  ...bound,
})

it('finds what is beyond what was asked, on either side', () => {
  const { asked, missed, exempt } = targetsOf({
    targets: [target(1, { atMost: 1 }), target(1.1, { atMost: 1 })],
    http: {
      targets: [
        target(0.85, { atLeast: 0.85 }),
        target(0.8, { atLeast: 0.85, isExempt: false }),
        target(0.4, { atLeast: 0.85, isExempt: true }),
        target(0.9, { atLeast: 0.85, isExempt: true }),
      ],
    },
  })
  expect(asked).toBe(4)
  expect(missed.map(({ ratio }) => ratio)).toEqual([1.1, 0.8])
  expect(exempt.map(({ ratio }) => ratio)).toEqual([0.4])
  expect(missed.map(targetWords)).toEqual([
    'JWT + blocklist, cookie: x: 1.1, asked for at most 1',
    'JWT + blocklist, cookie: x: 0.8, asked for at least 0.85',
  ])
})

it('reads all targets of the kept run', () => {
  const all = [...kept.targets, ...kept.http.targets]
  expect(keptTargets.asked).toBeGreaterThan(30)
  expect(keptTargets.asked).toBeLessThanOrEqual(all.length)
})

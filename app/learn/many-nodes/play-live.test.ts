import { describe, expect, it } from 'vitest'
import { seenAt, WATCHED, type Knock } from './play-live.ts'
import { headline } from './timeline.ts'

const BEGAN = 1_000
const WAY = 'cookie-session'
/** Sent so long after the log-out, and answered ten milliseconds later; null: no answer for the way. */
const knock = (after: number, isIn: boolean | null, node = 'node-2'): Knock => ({
  node,
  sent: BEGAN + after,
  came: BEGAN + after + 10,
  isIn: isIn === null ? {} : { [WAY]: isIn },
})
const seen = (...knocks: Knock[]) => seenAt(knocks, 'node-2', WAY, BEGAN)

describe('what was seen of a node', () => {
  it('refuses from the answer to its first refusal', () => {
    expect(seen(knock(-50, true), knock(5, true), knock(40, false), knock(80, false))).toEqual({
      refused: 50,
    })
  })

  it('does not count a refusal after which the copy got in again', () => {
    expect(seen(knock(5, false), knock(40, true), knock(80, false))).toEqual({ refused: 90 })
  })

  it('goes by when a knock was sent, in whatever order the answers came', () => {
    expect(seen(knock(80, false), knock(40, false), knock(5, true))).toEqual({ refused: 50 })
  })

  it('leaves other nodes, and knocks without an answer, out', () => {
    const others = [knock(1, false, 'node-1'), knock(90, true, 'node-3'), knock(2, null)]
    expect(seen(knock(0, true), ...others, knock(30, false))).toEqual({ refused: 40 })
  })

  it('still lets in what it let in at the end', () => {
    expect(seen(knock(0, true), knock(WATCHED, true))).toEqual({ refused: null })
  })

  it('has neither refused nor let in where it fell silent', () => {
    expect(seen(knock(0, true), knock(1_990, true), knock(2_500, null))).toEqual({
      refused: null,
      silentAfter: 2_000,
    })
    expect(seen(knock(0, null))).toEqual({ refused: null, silentAfter: null })
  })
})

describe('the headline of a play', () => {
  const nodes = {
    shut: { node: 'a', refused: 20 },
    open: { node: 'b', refused: null },
    alsoShut: { node: 'b', refused: 30 },
    silent: { node: 'c', refused: null, silentAfter: 2_000 },
    never: { node: 'd', refused: null, silentAfter: null },
  }
  const way = (...names: (keyof typeof nodes)[]) => ({
    way: names.join(),
    answered: 5,
    nodes: names.map((name) => nodes[name]),
  })

  it('counts what was refused, what was let in, and names who did not answer', () => {
    expect(headline([way('shut', 'alsoShut'), way('shut', 'open')], WATCHED)).toMatch(
      /^Alice logs out at one node. With 1 of 2 strategies both other nodes refuse .* within 30\sms; with the other the thief is still in after 3\ss\.$/,
    )
    expect(headline([way('shut'), way('open'), way('silent')], WATCHED)).toMatch(
      /With 1 of 3 strategies the other node refuses .*; with 1 the thief is still in after 3\ss; with 1 no answer to the end from c\.$/,
    )
  })

  it('calls no strategy closed where another node did not answer', () => {
    const said = headline([way('shut', 'silent'), way('shut', 'never')], WATCHED)
    expect(said).toMatch(
      /under no strategy do all other nodes refuse the thief; with 2 no answer .* from c and d\.$/,
    )
    expect(said).not.toMatch(/within/)
  })
})

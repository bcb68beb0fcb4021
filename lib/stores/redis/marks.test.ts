import { expect, it } from 'vitest'
import { systemRandom } from '../../kernel/random.ts'
import { newId } from '../../tokens/opaque.ts'
import { firstOf, markFrom, markOf, textOf } from './marks.ts'

const mine = { workspace: 'w', strategy: 's' }
const ids = Array.from({ length: 50_000 }, () => newId(systemRandom))

it('names every token, and each word of a mark tells many apart', () => {
  const marks = ids.map((id) => markOf(mine, id))
  expect(new Set(marks.map(textOf)).size).toBe(ids.length)
  // The table of the revoked finds a place by the last bits of the first word.
  for (const at of [0, 1, 2, 3] as const) {
    const places = new Set(marks.map((mark) => mark[at] & 0xffff))
    expect(places.size).toBeGreaterThan(0.5 * 65_536)
  }
})

it('differs in each letter of an id', () => {
  const [id = ''] = ids
  const others = Array.from(id, (letter, at) => {
    const other = letter === 'A' ? 'Q' : 'A'
    return id.slice(0, at) + other + id.slice(at + 1)
  })
  expect(new Set([id, ...others].map((one) => textOf(markOf(mine, one)))).size).toBe(23)
})

it('is another one where the same id is of another workspace or strategy', () => {
  for (const id of [ids[0] ?? '', 'a name of another kind', '']) {
    const owners = [
      mine,
      { workspace: 'w2', strategy: 's' },
      { workspace: 'w', strategy: 's2' },
      mine,
    ]
    const texts = owners.map((owner) => textOf(markOf(owner, id)))
    expect(new Set(texts).size).toBe(3)
    expect(texts[3]).toBe(texts[0])
  }
})

it('is read as it was written', () => {
  for (const id of ids.slice(0, 100)) {
    const mark = markOf(mine, id)
    expect(textOf(mark)).toMatch(/^[\w-]{22}$/)
    expect(markFrom(textOf(mark))).toEqual(mark)
    expect(firstOf(id)).toBe(mark[0])
  }
})

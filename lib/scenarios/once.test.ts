import { expect, test } from 'vitest'
import { createOnce } from './once.ts'

test('a piece of work is done once for the same settings, and again for others', async () => {
  const once = createOnce<number>(2)
  let done = 0
  const work = () => Promise.resolve((done += 1))
  expect(await Promise.all([once('a', 'x', work), once('a', 'x', work)])).toEqual([1, 1])
  expect(await once('a', 'y', work)).toBe(2)
  expect(await once('b', 'x', work)).toBe(3)
})

test('only the settings that were asked for last are remembered', async () => {
  const once = createOnce<number>(2)
  let done = 0
  const work = () => Promise.resolve((done += 1))
  for (const settings of ['a', 'b', 'a', 'c']) await once(settings, 'x', work)
  expect(done).toBe(3)
  expect(await once('a', 'x', work), 'asked for after b').toBe(1)
  expect(await once('b', 'x', work), 'forgotten for c').toBe(4)
})

test('one at a time, and a failure is tried again and holds nobody up', async () => {
  const once = createOnce<string>(2)
  const running: string[] = []
  let most = 0
  const work = (name: string, fails: boolean) => async () => {
    running.push(name)
    most = Math.max(most, running.length)
    await new Promise((resolve) => setImmediate(resolve))
    running.pop()
    if (fails) throw new Error(name)
    return name
  }
  const [first, second] = await Promise.allSettled([
    once('a', 'x', work('fails', true)),
    once('a', 'y', work('follows', false)),
  ])
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled'])
  expect(most).toBe(1)
  expect(await once('a', 'x', work('again', false))).toBe('again')
})

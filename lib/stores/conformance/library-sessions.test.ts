import { expect, it } from 'vitest'
import { describeStores } from './drivers.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

describeStores('library sessions', (lab) => {
  const session = (token: string, account = 'a') => ({
    token,
    account,
    device: 'phone',
    signedInAt: lab.clock.now(),
    expiresAt: lab.clock.now() + HOUR,
  })

  it('are found by their token, extended where they exist, and listed while they live', async () => {
    const { librarySessions } = lab.mine
    await librarySessions.insert(session('t'))
    expect(await librarySessions.find('t')).toEqual(session('t'))
    for (const other of lab.others()) expect(await other.librarySessions.find('t')).toBeNull()
    await librarySessions.extend('t', lab.clock.now() + DAY)
    lab.clock.advance(HOUR)
    expect(await librarySessions.listOf('a')).toHaveLength(1)
    await librarySessions.remove('t')
    await librarySessions.extend('t', lab.clock.now() + DAY)
    expect(await librarySessions.find('t')).toBeNull()
  })

  it('are replaced, or all of their account, while they are there', async () => {
    const { librarySessions } = lab.mine
    const tokens = async () => (await librarySessions.listOf('a')).map(({ token }) => token)
    for (const token of ['1', '2']) await librarySessions.insert(session(token))
    expect(await librarySessions.replace('1', session('3'), 'this')).toBe(true)
    expect(await librarySessions.replace('1', session('5'), 'all')).toBe(false)
    expect((await tokens()).toSorted()).toEqual(['2', '3'])
    expect(await librarySessions.replace('3', session('6'), 'all')).toBe(true)
    expect(await tokens()).toEqual(['6'])
  })

  it('are removed one by one, for an account, all but one, and all', async () => {
    const { librarySessions } = lab.mine
    for (const token of ['1', '2', '3']) await librarySessions.insert(session(token))
    await librarySessions.insert(session('4', 'b'))
    const tokens = async () => (await librarySessions.listOf('a')).map(({ token }) => token)
    expect(await librarySessions.removeFrom('2', 'others')).toBe(true)
    expect(await librarySessions.removeFrom('1', 'all')).toBe(false)
    expect(await librarySessions.remove('2', '1')).toBe(false)
    expect(await tokens()).toEqual(['2'])
    await librarySessions.insert(session('6'))
    expect(await librarySessions.remove('6', '2')).toBe(true)
    expect(await librarySessions.removeFrom('2', 'all')).toBe(true)
    expect(await tokens()).toEqual([])
    await librarySessions.insert(session('5'))
    await librarySessions.removeOf('a')
    expect(await tokens()).toEqual([])
    await librarySessions.removeOf(null)
    expect(await librarySessions.listOf('b')).toEqual([])
  })
})

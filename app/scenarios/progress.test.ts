import { beforeEach, expect, test, vi } from 'vitest'
import { forget, remember } from './progress.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})

const stored = (): unknown => JSON.parse(kept.get('lab-stories') ?? '{}')

test('a guess that was right once stays so', () => {
  remember('logout', null)
  expect(stored()).toEqual({ logout: null })
  remember('logout', false)
  remember('ban', null)
  expect(stored()).toEqual({ logout: false, ban: null })
  remember('logout', true)
  remember('logout', false)
  remember('logout', null)
  expect(stored()).toEqual({ logout: true, ban: null })
  forget()
  expect(kept.size).toBe(0)
})

test('what somebody else has written there is passed over', () => {
  kept.set('lab-stories', '[1]')
  remember('ban', true)
  expect(stored()).toEqual({ ban: true })
})

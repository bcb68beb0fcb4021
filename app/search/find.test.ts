import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { entries } from './entries.ts'
import { find } from './find.ts'

const paths = (query: string) => find(query).map(({ path }) => path)

describe('the search', () => {
  it('finds strategies, attacks, events, chapters and terms by the words of the field', () => {
    expect(paths('blocklist')).toContain('/strategies/jwt-blocklist')
    expect(paths('csrf')).toContain('/glossary#csrf')
    expect(paths('reuse detection')).toContain('/learn/refresh-and-reuse')
    expect(paths('password')).toContain('/scenarios/password-change')
    expect(paths('fixation').some((path) => path.startsWith('/scenarios/'))).toBe(true)
  })

  it('forgives a slip, takes a beginning, and finds nothing where there is nothing', () => {
    expect(paths('bloklist')).toContain('/strategies/jwt-blocklist')
    expect(paths('rotat')).toContain('/glossary#rotation')
    expect(paths('xyzzy')).toEqual([])
    expect(paths('')).toEqual([])
  })

  it('has no two entries of one place, and no page that is not there', () => {
    const all = entries()
    const places = all.map(({ path, kind }) => `${kind} ${path}`)
    expect(new Set(places).size).toBe(places.length)
    for (const { path, kind } of all) {
      if (kind !== 'Page' || path === '/') continue
      expect(existsSync(`app${path}/page.tsx`), path).toBe(true)
    }
  })
})

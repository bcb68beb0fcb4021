import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { loadFrom } from '#lib/evidence/cost-load.ts'
import { CutShort } from './cut-short.tsx'
import { FoundLine } from './found-line.tsx'
import { NotCounted } from './not-counted.tsx'

const load = (params: Record<string, string>) => ({ load: loadFrom(params).load })
const found = (params: Record<string, string>) =>
  renderToStaticMarkup(createElement(FoundLine, load(params)))
const cut = (params: Record<string, string>) =>
  renderToStaticMarkup(createElement(CutShort, load(params)))

it('says how many checks find their token, under the load that is asked for', () => {
  const quiet = { requests: '1e8', users: '1e10' }
  expect(found({ ...quiet, active: '10' })).toContain('100% of checks')
  expect(found({})).toMatch(
    /some \d+,000 to \d+,000 tokens, and \d+ keys.* \d\.\d+ to 2\d% of checks/,
  )
})

it('says what is used in place of what is longer than the session', () => {
  expect(cut({})).toBe('')
  const said = cut({ accessTtl: '86400', sessionTtl: '3600' })
  expect(said).toContain('3,600 s are used in place')
  expect(said).toContain('An access token lives 86,400 s.')
})

it('names those whose renewals wait for the disk, and no others', () => {
  const said = renderToStaticMarkup(createElement(NotCounted))
  expect(said).toContain(
    'left out for JWT + refresh rotation and Session with a cookie cache. Sign-ins',
  )
  expect(said).toContain('The CPU of JWT + replicated blocklist is of tokens that were seen before')
})

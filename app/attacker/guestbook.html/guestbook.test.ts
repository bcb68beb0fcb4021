import { describe, expect, it } from 'vitest'
import { GET, POST } from './route.ts'

const PATH = '/attacker/guestbook.html'
const script = '<img src="data:," onerror="alert(1)">'

interface Asked {
  host?: string
  cookie?: string
  key?: string
  headers?: Record<string, string>
}

const request = (method: string, { host = '127.0.0.1:3000', cookie, key, headers }: Asked) => {
  const query = new URLSearchParams({ name: script, ...(key !== undefined && { key }) })
  return new Request(`http://${host}${PATH}?${query}`, {
    method,
    headers: { host, ...(cookie !== undefined && { cookie }), ...headers },
  })
}

const open = (asked: Asked) => POST(request('POST', asked))
async function show(asked: Asked) {
  const response = GET(request('GET', asked))
  const text = await response.text()
  const policy = response.headers.get('Content-Security-Policy') ?? ''
  expect(text.includes('&lt;img src=&quot;data:')).toBe(!text.includes(script))
  expect(policy.includes('unsafe-inline')).toBe(text.includes(script))
  expect(response.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
  return { isOpen: text.includes(script), policy }
}

const keyIn = (response: Response) =>
  new URL(response.headers.get('Location') ?? '', 'http://a').searchParams.get('key') ?? ''

const mine = 'lab-workspace=mine'
const yours = 'lab-workspace=yours'

describe('the hole in the guestbook', () => {
  it.each(['127.0.0.1:3000', 'localhost:3000', '[::1]:3000'])(
    'opens at %s for the workspace that opened it',
    async (host) => {
      const opened = open({ host, cookie: mine, headers: { 'Sec-Fetch-Site': 'same-origin' } })
      expect(opened.status).toBe(303)
      const key = keyIn(opened)
      expect((await show({ host, cookie: mine, key })).isOpen).toBe(true)
    },
  )

  it('opens for nobody else, with a key or without one', async () => {
    const key = keyIn(open({ cookie: mine }))
    const theirs = keyIn(open({ cookie: yours }))
    expect(theirs).not.toBe(key)
    const tries: Asked[] = [
      {},
      { key },
      { cookie: mine },
      { cookie: mine, key: '' },
      { cookie: mine, key: 'mine' },
      { cookie: mine, key: theirs },
      { cookie: yours, key },
      { cookie: `${mine}; ${mine}`, key },
      { cookie: `${mine}; ${yours}`, key },
      { cookie: mine, key, host: 'lab.example' },
      { cookie: mine, key, host: '127.0.0.1.lab.example' },
      { cookie: mine, key, host: '' },
    ]
    for (const asked of tries) expect((await show(asked)).isOpen, JSON.stringify(asked)).toBe(false)
  })

  it.each([
    ['another site', { headers: { 'Sec-Fetch-Site': 'cross-site' } }, 403],
    ['another local page', { headers: { 'Sec-Fetch-Site': 'same-site' } }, 403],
    ['an old browser elsewhere', { headers: { Origin: 'http://127.0.0.1:8000' } }, 403],
    ['the network', { host: 'lab.example' }, 403],
    ['nobody', { cookie: '' }, 400],
    ['two workspaces', { cookie: `${mine}; ${yours}` }, 400],
  ] as [string, Asked, number][])('is not opened by %s', async (_who, asked, status) => {
    const response = open({ cookie: mine, ...asked })
    expect(response.status).toBe(status)
    expect(response.headers.has('Location')).toBe(false)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  })

  it('lets a script reach the strategies and nothing else', async () => {
    const { policy } = await show({ cookie: mine, key: keyIn(open({ cookie: mine })) })
    const own = 'http://127.0.0.1:3000'
    const other = 'http://localhost:3000'
    expect(Object.fromEntries(policy.split('; ').map((part) => part.split(/ (.*)/s)))).toEqual({
      'default-src': "'none'",
      'script-src': "'unsafe-inline'",
      'style-src': "'self'",
      'img-src': 'data:',
      'connect-src': `${own}/api/strategies/ ${other}/attacker/collect`,
      'form-action': `${own}/attacker/guestbook.html`,
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    })
  })
})

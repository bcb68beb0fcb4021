// The examples run: there, this file is their test.
import { createServer } from 'node:http'
import { afterAll, expect, it } from 'vitest'
import { app } from '../../../examples/express.ts'
import { DELETE, GET, PATCH, POST } from '../../../examples/next-route.ts'
import { sessions } from '../../../examples/sessions.ts'
import { chosen } from '../chosen.ts'

type Send = (action: 'login' | 'me' | 'renew' | 'logout', init: RequestInit) => Promise<Response>

const server = createServer(app).listen(0, '127.0.0.1')
afterAll(() => server.close())
const address = () => {
  const bound = server.address()
  return typeof bound === 'object' && bound ? `http://127.0.0.1:${bound.port}` : ''
}

const overExpress: Send = (action, init) => fetch(`${address()}/${action}`, init)
const handlers = { login: POST, me: GET, renew: PATCH, logout: DELETE }
const asNext: Send = (action, init) => {
  return handlers[action](new Request('http://127.0.0.1/api/session', init))
}

it.each([
  ['Express', overExpress],
  ['Next', asNext],
])('under %s, a copied cookie does after a log-out what was promised', async (_, send) => {
  const post = (body: unknown, cookie = '') => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie },
    body: JSON.stringify(body),
  })
  const wrong = await send('login', post({ username: 'alice', password: 'a guess' }))
  expect(wrong.status).toBe(401)
  const right = await send('login', post({ username: 'alice', password: 'correct horse' }))
  expect(right.ok).toBe(true)
  const held = right.headers.getSetCookie()
  expect(held).toHaveLength(chosen.strategy.credentials.length)
  expect(held.join()).toMatch(/HttpOnly/)
  const cookie = held.map((line) => line.split(';')[0]).join('; ')
  const me = () => send('me', { headers: { Cookie: cookie } })

  expect(await (await me()).json()).toMatchObject({ ok: true, session: { username: 'alice' } })
  expect((await send('me', {})).status).toBe(401)
  const { renews, promises } = chosen.strategy
  const renewed = await send('renew', post({}))
  expect(renewed.status).toBe(renews ? 401 : 404)
  const unreadable = { ...post({}), body: '{' }
  expect((await send('login', unreadable)).status).toBe(400)

  const left = await send('logout', post({}, cookie))
  expect(await left.json()).toMatchObject({ ok: true })
  expect(left.headers.getSetCookie().join()).toMatch(/Max-Age=0/)
  // What is promised at the latest is refused at once where it was ended.
  const { stops, ...promise } = promises.logout
  const isOver = stops === 'at-once' || 'isBound' in promise
  expect((await me()).status).toBe(isOver ? 401 : 200)
})

it.each([
  ['Express', overExpress],
  ['Next', asNext],
])('under %s, an outage is no refusal', async (_, send) => {
  sessions.close()
  const body = JSON.stringify({ username: 'alice', password: 'correct horse' })
  const headers = { 'Content-Type': 'application/json' }
  expect((await send('login', { method: 'POST', headers, body })).status).toBe(503)
})

import { afterAll, describe, expect, it } from 'vitest'
import { nextAuthJwt } from '#lib/strategies/next-auth-jwt.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { cookieOf, createServer } from './contract-client.ts'

/** What an application puts into a session, and what becomes of the cookies that carry it. */

const server = await createServer()
afterAll(() => server.runtime.close())

describe.each(strategies)('$id', (definition) => {
  it('signs in and out with a profile of 10,000 bytes, where cookies may be of any size', async () => {
    const workspace = await server.workspace({ profileBytes: 10_000 })
    const client = workspace.client(definition)
    await client.logIn('alice')
    const largest = Math.max(...[...client.jar].map(([name, value]) => name.length + value.length))
    expect(largest > 4_096).toBe(definition.profile === 'client')
    expect((await client.me()).status).toBe(200)
    if (definition.renews) expect((await client.refresh()).status).toBe(200)
    expect((await client.me()).status).toBe(200)
    expect((await client.logOut('this')).status).toBe(200)
    expect([...client.jar]).toEqual([])
  })
})

it('leaves no piece over when a split session becomes smaller, whole, or split again', async () => {
  const workspace = await server.workspace()
  const client = workspace.client(nextAuthJwt)
  const name = cookieOf(nextAuthJwt.id, 'access')
  const names = () => [...client.jar.keys()].toSorted()
  for (const [profileBytes, pieces] of [
    [8_000, 3],
    [4_000, 2],
    [0, 0],
    [4_000, 2],
    [8_000, 3],
  ] as const) {
    await workspace.set({ profileBytes })
    await client.logIn('alice')
    expect(names()).toEqual(
      pieces === 0 ? [name] : Array.from({ length: pieces }, (_, at) => `${name}.${at}`),
    )
    expect((await client.me()).status).toBe(200)
  }
})

it('says why a profile is none', async () => {
  const workspace = await server.workspace()
  for (const profileBytes of [-1, 1.5, 64 * 1024 + 1]) {
    const reply = await workspace.call('PATCH', '/api/workspace/settings', { profileBytes })
    expect(reply).toMatchObject({ status: 422, body: { errors: [{ path: 'profileBytes' }] } })
  }
})

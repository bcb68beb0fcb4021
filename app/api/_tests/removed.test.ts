import { expect, it } from 'vitest'
import { strategies } from '#lib/strategies/registry.ts'
import { createServer } from './contract-client.ts'

const server = await createServer()

it.each(strategies.map(({ id }) => [id]))(
  'a sign-in under %s into a workspace that is being deleted finds no workspace',
  async (id) => {
    const workspace = await server.workspace({ strategy: id })
    const client = workspace.client('active')
    const signingIn = client.logIn()
    expect((await workspace.call('DELETE', '/api/workspace')).status).toBe(204)
    expect(await signingIn).toMatchObject({ status: 404, code: 'not_found' })
  },
)

it('a deletion at any moment of a sign-in is no outage', async () => {
  for (let turns = 0; turns < 60; turns += 3) {
    const workspace = await server.workspace({ strategy: 'cookie-session' })
    const signingIn = workspace.client('active').logIn()
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate)
    await workspace.call('DELETE', '/api/workspace')
    expect([200, 404]).toContain((await signingIn).status)
  }
})

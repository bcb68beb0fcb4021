import { afterAll, beforeAll, expect, it } from 'vitest'
import { exchange, createServer, ORIGIN, type Server } from './contract-client.ts'

let server: Server
beforeAll(async () => void (server = await createServer()))
afterAll(() => server.runtime.close())

it('nobody can break a node where no demo runs', async () => {
  const list = await exchange(new Request(`${ORIGIN}/api/cluster`), server.runtime)
  expect(list.status).toBe(404)
  const order = new Request(`${ORIGIN}/api/cluster/node-1`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ state: 'cut' }),
  })
  expect((await exchange(order, server.runtime)).status).toBe(404)
})

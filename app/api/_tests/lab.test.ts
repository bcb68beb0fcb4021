import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findStrategy, strategies } from '#lib/strategies/registry.ts'
import { createServer, type Client, type Server } from './contract-client.ts'

let server: Server
beforeAll(async () => void (server = await createServer()))
afterAll(() => server.runtime.close())

const HOUR = 60 * 60
const MINUTE = 60

const look = z.object({ accepted: z.boolean(), reason: z.string().nullable() })
const lanes = z.object({
  lanes: z.record(
    z.string(),
    z.object({ victim: look, thief: look.extend({ renewed: z.boolean() }).nullable() }),
  ),
})

/** A visitor's browser, signed in under one strategy, and a thief with a copy of what it holds. */
async function stolen(id: string) {
  const definition = findStrategy(id)
  if (!definition) throw new Error(id)
  const workspace = await server.workspace()
  const victim = workspace.client(definition)
  await victim.logIn()
  await victim.call('POST', '/api/lab/steal', {})
  const round = async () => {
    const { body } = await victim.call('POST', '/api/lab/round', {})
    const lane = lanes.parse(body).lanes[id]
    if (!lane?.thief) throw new Error(`no thief under ${id}`)
    return { victim: lane.victim, thief: lane.thief }
  }
  /** The copy as it was made. */
  return { workspace, victim, round, kept: victim.copy() }
}

describe('the thief of the lab', () => {
  it('renews one copy while it is good, and stays in where the other has run out', async () => {
    const { workspace, round, kept } = await stolen('next-auth-jwt')
    expect((await round()).thief).toMatchObject({ accepted: true, renewed: false })
    for (let hour = 1; hour <= 9; hour += 1) {
      await workspace.advance(HOUR)
      const { thief } = await round()
      // The session lives for 8 hours, and its library forgives a few seconds.
      expect(thief, `after ${hour} h`).toMatchObject({ accepted: true, renewed: hour > 8 })
    }
    expect(await kept.me(), 'the copy that was never renewed').toMatchObject({ status: 401 })
  })

  it('is out for good once the clock jumps past both copies', async () => {
    const { workspace, round } = await stolen('next-auth-jwt')
    await round()
    await workspace.advance(9 * HOUR)
    expect((await round()).thief).toMatchObject({ accepted: false, renewed: false })
  })

  it('does not tell on itself: no refresh token is spent before its turn', async () => {
    const { workspace, round, victim } = await stolen('jwt-refresh-rotation')
    const renewing = async (client: Client) => (await client.refresh()).status
    for (let turn = 1; turn <= 4; turn += 1) {
      for (let knock = 0; knock < 3; knock += 1) {
        expect((await round()).thief, `turn ${turn}`).toMatchObject({ accepted: true })
        await workspace.advance(15)
      }
      await workspace.advance(6 * MINUTE)
      const { thief } = await round()
      expect(thief, `turn ${turn}`).toMatchObject({ accepted: true, renewed: true })
      // As the lab's page does, once its access token has run out.
      expect(await renewing(victim), `turn ${turn}`).toBe(200)
    }
  })

  it('has its renewed copy to itself: what it does is nothing to the victim', async () => {
    const { workspace, round, victim } = await stolen('next-auth-jwt')
    const before = new Map(victim.jar)
    await workspace.advance(HOUR)
    await round()
    expect(victim.jar).toEqual(before)
    expect((await round()).victim).toMatchObject({ accepted: true })
  })
})

describe('starting over', () => {
  it.each(strategies)('ends what had begun under $id, where it can', async (definition) => {
    const workspace = await server.workspace()
    const victim = workspace.client(definition)
    await victim.logIn()
    const kept = victim.copy()
    expect((await workspace.call('POST', '/api/lab/start-over', {})).status).toBe(200)
    const isOver = definition.promises['password-change'].stops === 'at-once'
    expect((await kept.me()).status).toBe(isOver ? 401 : 200)
  })
})

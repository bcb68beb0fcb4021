import { connect, createServer, type AddressInfo } from 'node:net'
import { expect, it, describe } from 'vitest'
import { findRedis, sharedRedis } from '../../../scripts/engines/redis.ts'
import { openLink } from './link.ts'

describe.skipIf(findRedis() === null)('a link', () => {
  it('does not wait for ever for who takes a connection and says nothing on it', async () => {
    const { port } = await sharedRedis()
    let isSilent = false
    let taken = 0
    const door = createServer((near) => {
      taken += 1
      near.on('error', () => undefined)
      if (isSilent) {
        // This one stays open, as to a machine that went away amid the greeting.
        isSilent = false
        near.resume()
        return
      }
      const far = connect(port, '127.0.0.1').on('error', () => undefined)
      near.pipe(far).pipe(near)
    })
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
    const url = `redis://127.0.0.1:${(door.address() as AddressInfo).port}`
    const link = await openLink(url, async () => undefined)
    isSilent = true
    link.drop('it is to be made anew')
    await expect.poll(() => link.failure(), { timeout: 15_000 }).toBeNull()
    expect(await link.ask((client) => client.ping())).toBe('PONG')
    expect(taken).toBe(3)
    link.close()
    door.close()
  })
})

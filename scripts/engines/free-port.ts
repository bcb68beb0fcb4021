import { createServer, type AddressInfo } from 'node:net'

/** A port of this machine that nobody listens on at this moment. */
export const freePort = (): Promise<number> => listenAt(0)

/**
 * @param port 0 takes any
 * @returns the port that could be listened on, and is free again
 * @throws what Node says where it could not
 */
export function listenAt(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(port, '127.0.0.1', () => {
      const { port: own } = probe.address() as AddressInfo
      probe.close(() => resolve(own))
    })
  })
}

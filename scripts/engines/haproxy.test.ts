import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { findHaproxy, startBalancer } from './haproxy.ts'

// Where there is no HAProxy, `npm test` says so in a line, and these are counted as skipped.
test.skipIf(findHaproxy() === null)('says that its port is taken, whoever answers', async () => {
  await using other = createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  await expect(startBalancer([`http://127.0.0.1:${port}`], port)).rejects.toThrow(/in use/)
})

test.skipIf(findHaproxy() === null)('does not wait for one that never answers', async () => {
  await using silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  await expect(startBalancer([`http://127.0.0.1:${port}`], port)).rejects.toThrow(/in use/)
})

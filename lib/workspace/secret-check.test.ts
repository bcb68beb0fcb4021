import { expect, it } from 'vitest'
import { IN_MEMORY, openBackend } from '../stores/open.ts'
import { strategies } from '../strategies/registry.ts'
import { createRuntime } from './runtime.ts'
import { signIn } from './sign-in.ts'
import { lineOf } from './start-failure.ts'

const passwordCost = { memoryCost: 8, timeCost: 1, parallelism: 1 }
const secret = 'a secret for these tests alone, and long enough'
const another = 'another secret for these tests, and long enough'

/** A database in which somebody has signed in, so that there are keys. */
async function used() {
  const backend = await openBackend(IN_MEMORY)
  const runtime = await createRuntime({ backend, strategies, secret, passwordCost })
  const { workspace, users } = await runtime.create()
  const definition = workspace.findStrategy('jwt-blocklist')
  const [alice] = users
  if (!definition || !alice) throw new Error('nobody to sign in')
  const attempt = { runtime, workspace, definition, carried: {}, address: '' }
  await signIn(attempt, { ...alice, device: '' })
  return { backend, runtime, workspace }
}

const start = (backend: Awaited<ReturnType<typeof used>>['backend'], with_: string) =>
  createRuntime({ backend, strategies, secret: with_, passwordCost })

it('lets a server go on that has the secret of its database', async () => {
  const { backend } = await used()
  expect(await (await start(backend, secret)).unavailable()).toEqual([])
})

it('stops one with another secret, and says what to do about it', async () => {
  const { backend } = await used()
  const line = await start(backend, another).then(() => '', lineOf)
  expect(line).toMatch(/^LAB_SECRET is not the secret .*: give back .*, or name a new file/)
})

it('knows it by the keys, in a database from before there was a canary', async () => {
  const { backend } = await used()
  const old = { ...backend, sealed: { ...backend.sealed, canary: async () => null } }
  expect(await start(old, another).then(() => '', lineOf)).toMatch(/^LAB_SECRET is not/)
})

it('names the keys that do not open', async () => {
  const { backend, runtime, workspace } = await used()
  expect(await runtime.unavailable()).toEqual([])
  const keys = backend.keys(workspace.key, 'jwt-blocklist')
  const [key] = await keys.list()
  await keys.removeAll()
  if (key) await keys.addIfAbsent({ ...key, sealed: `A${key.sealed.slice(1)}` })
  expect(await runtime.unavailable()).toEqual(['keys of jwt-blocklist (they do not open)'])
})

import type { Driver } from './drivers.ts'

const HOUR = 60 * 60 * 1000

/** Puts something into every store of a strategy in a workspace; its texts begin with `name`. */
export async function fill(
  { clock, backend, storesOf }: Driver,
  workspace: 'w1' | 'w2',
  name: string,
) {
  const { versions, cutOffs, sessions, revocations, refreshFamilies, librarySessions, keys } =
    storesOf(workspace, 's')
  const at = clock.now()
  const end = at + HOUR
  const account = `${name} account`
  const owned = { account, device: `${name} device`, signedInAt: at, expiresAt: end }
  const session = { id: `${name} session`, secretHash: `${name} hash`, lastSeenAt: at }
  await sessions.insert({ ...owned, ...session })
  await revocations.revoke(`${name} token`, end)
  const family = { id: `${name} family`, generation: 0, rotatedAt: at }
  await refreshFamilies.insert({ ...owned, ...family })
  await librarySessions.insert({ ...owned, token: `${name} library token` })
  await versions.bump(account)
  await cutOffs.set(account)
  await keys.addIfAbsent({ kid: `${name} key`, algorithm: 'HS256', sealed: 'sealed', lifetime: 1 })
  await backend.thiefCopies(workspace).put('s', `${name} copy`)
  const user = { username: name, id: account, role: 'member', passwordHash: 'hash' } as const
  await backend.users(workspace).add(user)
}

/** What is left of `fill`, through every door. */
export async function left({ backend, storesOf }: Driver, workspace: 'w1' | 'w2', name: string) {
  const stores = storesOf(workspace, 's')
  return {
    workspace: await backend.workspaces.find(workspace),
    users: await backend.users(workspace).list(),
    copies: [...(await backend.thiefCopies(workspace).all())],
    keys: await stores.keys.list(),
    version: await stores.versions.current(`${name} account`),
    cutOff: await stores.cutOffs.last(`${name} account`),
    inspected: await backend.inspect(workspace, 's'),
    leaked: await backend.leak(workspace),
  }
}

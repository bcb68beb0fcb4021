import { MAX_LIFETIME } from '#lib/kernel/clock.ts'
import type { Backend } from '#lib/stores/backend.ts'
import type { KeptTable } from '#lib/stores/kept-table.ts'
import { endedBy, isPromised } from './endings.ts'
import { UNTOLD, type Entry, type Grant, type Log } from './log.ts'
import { faultsOf } from './model.ts'
import type { Played } from './play.ts'

const DAY = 24 * 60 * 60

/** What is left when all is over and every store answers: of sessions, and of rows. */
export async function faultsAfter(played: Played, backend: Backend): Promise<string[]> {
  const { log, perform, pass, workspace } = played
  const faults: string[] = []
  const known = [...log.grants]

  // The next request that it concerns finishes what was begun, and so does the next start.
  const unfinished = () => backend.accountEvents(workspace).pending()
  for (const grant of known) await perform('look', grant)
  if ((await unfinished()).length > 0) await perform('a process is killed')
  const pending = await unfinished()
  if (pending.length > 0) faults.push(`unfinished: ${pending[0]?.type}`)
  faults.push(...(await rowsLeft(played, backend)))

  // Past all that is believed for a while, and past the grace of a rotation.
  pass(301 + (2 * log.disagreement) / 1000)
  const stillIn: Grant[] = []
  const late: Entry[] = []
  for (const grant of known.toReversed()) {
    if (grant.strategy.renews) late.push(await perform('renew', grant))
    const look = await perform('look', grant)
    late.push(look)
    if (look.answer === 'done') stillIn.push(grant)
  }
  faults.push(...lineages(late), ...(await accountsFollowed(played, backend, late)))

  await perform('log out all users')
  for (const grant of stillIn) await perform('look', grant)
  faults.push(...faultsOf(log))

  pass(MAX_LIFETIME + 2 * DAY)
  await backend.prune(played.now())
  const ids = new Set(log.grants.map(({ session }) => session.account)).size
  for (const { table, rows } of await kept(played, backend)) {
    // One row an account, and one for everybody: they do not grow with use.
    const isConstant = table === 'versions' || table === 'cut_offs'
    if (!isConstant && rows.length > 0) faults.push(`${rows.length} rows stay in ${table}`)
    if (isConstant && rows.length > 3 * (ids + 3) + 1) faults.push(`${table} grows`)
  }
  return faults
}

async function kept({ log, workspace }: Played, backend: Backend): Promise<KeptTable[]> {
  const all = await Promise.all(log.strategies.map(({ id }) => backend.inspect(workspace, id)))
  return all.flat()
}

/** Rows of sessions that have been ended, or that nobody was given. */
async function rowsLeft(played: Played, backend: Backend): Promise<string[]> {
  const { log } = played
  const isSure = log.entries.every(({ answer }) => answer !== 'unknown')
  return (await kept(played, backend)).flatMap(({ table, rows }) =>
    rows.flatMap((row) => {
      if (table !== 'sessions' && table !== 'refresh_families') return []
      const theirs = log.grants.filter(({ session }) => session.id === row['id'])
      if (theirs.length === 0) return isSure ? [`${table} keeps a row that nobody holds`] : []
      const [grant] = theirs
      const ender = grant && log.entries.find((entry) => endsRow(entry, grant, log))
      return ender ? [`${table} keeps a row that "${ender.what}" has ended`] : []
    }),
  )
}

/** What can no longer be read names no row, when somebody signs in over it or throws the keys away. */
const endsRow = (entry: Entry, grant: Grant, { entries }: Log): boolean => {
  const isLeft = entry.what === 'rotate the keys' || entry.what === 'sign in'
  const event = isLeft ? null : endedBy(entry, grant, entries)
  return event !== null && isPromised(grant.strategy, event)
}

/**
 * Of all refresh tokens of a family, one at most is good when the grace is over. One that was handed
 * out twice may be written with two keys, but it buys the same.
 */
function lineages(late: readonly Entry[]): string[] {
  const good = new Map<string, Set<string>>()
  for (const { what, answer, used, granted } of late) {
    if (what !== 'renew' || answer !== 'done' || !used?.strategy.detectsReuse) continue
    const bought = good.get(used.session.id) ?? new Set()
    good.set(used.session.id, bought.add(granted?.carried.refresh ?? ''))
  }
  return [...good.values()].flatMap(({ size }) =>
    size > 1 ? [`a family has ${size} living lineages`] : [],
  )
}

/** Whatever was answered: sessions follow their account as it is. */
async function accountsFollowed(
  { workspace }: Played,
  backend: Backend,
  late: readonly Entry[],
): Promise<string[]> {
  const faults: string[] = []
  for (const { used, what, answer, seen } of late) {
    if (!used || answer !== 'done' || !seen) continue
    const { strategy, session, passwordVersion } = used
    const user = await backend.users(workspace).named(session.username)
    const event = !user
      ? 'delete'
      : user.disabled
        ? 'ban'
        : session.account !== UNTOLD && user.id !== session.account
          ? 'rekey-account'
          : user.passwordVersion > passwordVersion
            ? 'password-change'
            : null
    if (event && isPromised(strategy, event))
      faults.push(`${what} under ${strategy.id} is accepted, with its account: ${event}`)
  }
  return faults
}

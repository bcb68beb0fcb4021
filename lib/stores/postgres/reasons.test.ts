import { expect, it } from 'vitest'
import { findPostgres, sharedPostgres } from '../../../scripts/engines/postgres.ts'
import { openPostgres } from './backend.ts'

/** Each is what is wrong with an address, and what the start says of it. */
const wrong: [change: Record<string, string>, says: string][] = [
  [{ sslrootcert: '/nonexistent' }, 'sslrootcert names a file that is not there'],
  [{ sslrootcert: 'package.json' }, 'sslrootcert names a file that is no certificate in PEM'],
  [{ sslcert: 'package.json' }, 'sslcert names a file that is no certificate in PEM'],
  [{ sslkey: '/tmp' }, 'sslkey names a file that cannot be read (EISDIR)'],
  [{ sslkey: 'package.json' }, 'sslkey names a file that is no key in PEM without a password'],
  [{ sslmode: 'allways' }, 'sslmode is none of disable, prefer, require'],
  [{ sslmode: 'no-verify' }, 'it speaks no TLS: turn that on there, or leave sslmode out'],
  [{ pathname: '/nowhere' }, 'it has no database of this name: make it with createdb'],
  [
    { username: 'nobody' },
    'it does not let this user in: look at the name, and at its pg_hba.conf',
  ],
  [{ port: '1' }, 'it cannot be reached: look at its host and port'],
]

it.skipIf(findPostgres() === null).each(wrong)('%o is told as what it is', async (change, says) => {
  const address = new URL(await (await sharedPostgres()).newDatabase())
  for (const [name, value] of Object.entries(change)) {
    if (name === 'pathname' || name === 'username' || name === 'port') address[name] = value
    else address.searchParams.set(name, value)
  }
  await expect(openPostgres(address.href)).rejects.toThrow(says)
})

import type { Backend } from '../stores/backend.ts'
import { keyContext } from '../tokens/key-ring.ts'
import type { Sealer } from '../tokens/sealer.ts'
import { startFailure } from './start-failure.ts'

const CANARY = 'canary'
/** Signing keys that are tried when somebody asks whether all is well. */
const TRIED = 1_000

/**
 * Is the secret the one that the database was made with? A text that was sealed at the first start
 * tells; in a database from before there was one, the signing keys do.
 * @throws when it is another one
 */
export async function checkSecret({ sealed }: Backend, sealer: Sealer): Promise<void> {
  if ((await sealed.canary()) === null) {
    const keys = await sealed.keys(TRIED)
    if (keys.length > 0 && !keys.some((key) => opens(sealer, key.sealed, keyContext(key)))) {
      throw otherSecret()
    }
    await sealed.keepCanary(sealer.seal(CANARY, CANARY))
  }
  // As it is kept: of two first starts with two secrets at once, one has sealed it.
  if (!opens(sealer, (await sealed.canary()) ?? '', CANARY)) throw otherSecret()
}

/** What does not open, by name; none when all is well. */
export async function unopened({ sealed }: Backend, sealer: Sealer): Promise<string[]> {
  const canary = await sealed.canary()
  if (canary === null || !opens(sealer, canary, CANARY)) return ['keys (made with another secret)']
  const shut = (await sealed.keys(TRIED)).filter(
    (key) => !opens(sealer, key.sealed, keyContext(key)),
  )
  const names = new Set(shut.map(({ strategy }) => `keys of ${strategy} (they do not open)`))
  return [...names].toSorted()
}

function opens(sealer: Sealer, text: string, context: string): boolean {
  try {
    sealer.open(text, context)
    return true
  } catch {
    return false
  }
}

const otherSecret = () =>
  startFailure(
    'LAB_SECRET is not the secret that this database was made with, and its keys do not open: ' +
      'give back that secret (or the file lab.secret), or name a new file in DATABASE_URL',
  )

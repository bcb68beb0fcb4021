import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Unfit } from '../unfit.ts'

/** The modes of `sslmode`: any other would be taken for one that looks at nothing. */
const MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']

/** What each variable of the address has to name. @throws where it is something else */
const files: Record<string, [what: string, read: (text: Buffer) => unknown]> = {
  sslrootcert: ['certificate in PEM', (text) => new X509Certificate(text)],
  sslcert: ['certificate in PEM', (text) => new X509Certificate(text)],
  sslkey: ['key in PEM without a password', (text) => createPrivateKey(text)],
}

/**
 * Looks at the files for TLS that the address of a database names, before anybody is asked: a certificate
 * that is none would be left out without a word.
 * @throws `Unfit`, with the variable of the address and what to do, and without its value
 */
export function checkTls(address: URL): void {
  const mode = address.searchParams.get('sslmode')
  if (mode !== null && !MODES.includes(mode)) {
    throw new Unfit(`sslmode is none of ${MODES.join(', ')}`)
  }
  for (const [name, [what, read]] of Object.entries(files)) {
    const path = address.searchParams.get(name)
    if (path === null) continue
    const text = contentOf(name, path)
    try {
      read(text)
    } catch (cause) {
      throw new Unfit(`${name} names a file that is no ${what}`, { cause })
    }
  }
}

function contentOf(name: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const why = code === 'ENOENT' ? 'that is not there' : `that cannot be read (${code})`
    throw new Unfit(`${name} names a file ${why}`, { cause })
  }
}

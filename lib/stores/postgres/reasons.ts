import { sqlState } from './asking.ts'

/** Why the database cannot be used, in a few words that say what to look at: the server's own may repeat the address. */
export function reasonOf(error: unknown): string {
  const text = `${sqlState(error)} ${error instanceof Error ? error.message : ''}`
  return reasons.find(([pattern]) => pattern.test(text))?.[1] ?? 'it does not answer'
}

const reasons: [RegExp, string][] = [
  [/^25006/, 'it cannot be written'],
  [/^53100/, 'its disk is full'],
  [/^53300/, 'it has no connection left'],
  [/^(58|XX)/, 'its disk fails, or it is damaged'],
  [/^57P0[123]/, 'it is starting or stopping'],
  [/^3D/, 'it has no database of this name: make it with createdb'],
  [/client password must be/, 'it asks for a password: postgres://USER:PASSWORD@HOST/DATABASE'],
  [/^28P01/, 'it does not take this user with this password'],
  [/^28/, 'it does not let this user in: look at the name, and at its pg_hba.conf'],
  [/^42501/, 'this user may not do that: let the database be its own'],
  [/does not support SSL/, 'it speaks no TLS: turn that on there, or leave sslmode out'],
  [/^ERR_TLS_CERT_ALTNAME/, 'its certificate is for another host'],
  [/^CERT_HAS_EXPIRED/, 'its certificate has expired'],
  [
    /^(\w*SELF_SIGNED\w*|UNABLE_TO_\w+) /,
    'its certificate is not trusted: name its authority in sslrootcert',
  ],
  [/^(ERR_SSL|EPROTO|ERR_OSSL)/, 'TLS with it fails: look at sslcert and sslkey'],
  [
    /^(ECONNREFUSED|ENOENT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/,
    'it cannot be reached: look at its host and port',
  ],
]

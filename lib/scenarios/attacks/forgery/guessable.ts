import { macOf, signedText, takeApart } from './token-parts.ts'

/** Secrets from tutorials, templates and answers that were pasted and never changed. */
export const guessable: readonly string[] = [
  'My Super Secret',
  'secret',
  'Secret',
  'SECRET',
  'secretkey',
  'secret-key',
  'secret_key',
  'mysecret',
  'my-secret',
  'mysecretkey',
  'supersecret',
  'super-secret',
  'supersecretkey',
  'topsecret',
  'shhhhh',
  'shhhhhared-secret',
  'keyboard cat',
  'your-secret-key',
  'your_jwt_secret',
  'your-256-bit-secret',
  'a-string-secret-at-least-256-bits-long',
  'jwt',
  'jwtsecret',
  'jwt-secret',
  'jwt_secret',
  'token',
  'tokensecret',
  'password',
  'passw0rd',
  'changeme',
  'change-me',
  'change_me_in_production',
  'default',
  'development',
  'test',
  'testing',
  'admin',
  'root',
  'qwerty',
  '123456',
  '12345678',
  '1234567890',
  'abc123',
  'hello',
  'app',
  'undefined',
  'null',
  '',
]

const hashes = ['sha256', 'sha384', 'sha512'] as const

/**
 * The secret of an HMAC-signed token, by trying each word on it. Asks nobody: a copy of the token is
 * all that it takes, so no server can notice or slow it down.
 */
export function crack(token: string, words: readonly string[] = guessable): string | null {
  const parts = takeApart(token)
  if (!parts) return null
  const text = token.slice(0, token.lastIndexOf('.'))
  const fits = (word: string) => hashes.some((hash) => macOf(text, word, hash) === parts.signature)
  return words.find(fits) ?? null
}

/** A token signed with a word of the list: who cannot crack this one has proven nothing. */
export function controlToken(word: string): string {
  const text = signedText({ header: { alg: 'HS256', typ: 'JWT' }, claims: { sub: 'control' } })
  return `${text}.${macOf(text, word)}`
}

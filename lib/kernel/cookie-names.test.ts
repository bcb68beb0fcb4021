import { expect, it, test } from 'vitest'
import { cookieName, credentialCookieName } from './cookie-names.ts'

const named = (origin: string) => cookieName('workspace', new URL(origin))

test.each([
  ['http://localhost:3000', 'lab-workspace'],
  ['http://127.0.0.1:3001', 'lab-3001-workspace'],
  ['http://lab.example', 'lab-80-workspace'],
  ['https://lab.example', '__Host-lab-443-workspace'],
  ['https://lab.example:443', '__Host-lab-443-workspace'],
  ['https://lab.example:3000', '__Host-lab-workspace'],
  ['https://lab.example:8443', '__Host-lab-8443-workspace'],
])('at %s it is %s', (origin, name) => {
  expect(named(origin)).toBe(name)
})

it('is another for each origin of a host', () => {
  const origins = ['80', '443', '3000', '3001', '30000', '8080'].flatMap((port) => [
    `http://lab.example:${port}`,
    `https://lab.example:${port}`,
  ])
  expect(new Set(origins.map(named)).size).toBe(origins.length)
})

it('tells credentials of a strategy apart', () => {
  const at = new URL('http://lab.example:3001')
  expect(credentialCookieName('jwt', 'access', at)).toBe('lab-3001-jwt')
  expect(credentialCookieName('jwt', 'refresh', at)).toBe('lab-3001-jwt-refresh')
})

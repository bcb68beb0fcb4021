import type { Entry } from './log.ts'
import type { ByOperator } from './operations.ts'

export const nextPassword = (number: number) => `the password of step ${number}`

type Call = [method: 'POST' | 'DELETE', path: string, body?: object]
/** What an operator, or who was sent a link by one, asks a server for. */
export function callOf(what: ByOperator, { username, reset, started }: Entry): Call {
  const user = `users/${username ?? ''}`
  if (what === 'reset the password')
    return ['POST', '/api/password-reset', { token: reset?.token, next: nextPassword(started) }]
  return calls(user)[what]
}
const calls = (user: string): Record<Exclude<ByOperator, 'reset the password'>, Call> => ({
  ban: ['POST', `/api/operator/${user}/ban`],
  unban: ['POST', `/api/operator/${user}/unban`],
  delete: ['DELETE', `/api/operator/${user}`],
  restore: ['POST', '/api/lab/start-over'],
  'make admin': ['POST', `/api/operator/${user}/role`, { role: 'admin' }],
  'make member': ['POST', `/api/operator/${user}/role`, { role: 'member' }],
  rekey: ['POST', `/api/operator/${user}/rekey`],
  'force-logout': ['POST', `/api/operator/${user}/force-logout`],
  'log out all users': ['POST', '/api/operator/logout-all-users'],
  'rotate the keys': ['POST', '/api/operator/rotate-keys'],
  'retire the keys': ['POST', '/api/operator/rotate-keys', { routine: true }],
  'offer a reset': ['POST', `/api/operator/${user}/password-reset`],
})

import type { StrategyDescription } from '#lib/strategies/describe.ts'

const variable = (credential: string) => `$STOLEN_${credential.toUpperCase()}`

/** The library behind a strategy answers under paths of its own as well. */
const libraryPaths: Readonly<Record<string, string>> = {
  'next-auth-jwt': '/api/auth/session',
  'next-auth-database': '/api/auth-database/session',
}

interface CurlCommand {
  title: string
  text: string
}

/** The thief's requests for a terminal; what is secret is a variable that the visitor sets. */
export function replayCommands(
  { id, credentials, renews, transports }: StrategyDescription,
  wantsBearer: boolean,
  origin: string,
): CurlCommand[] {
  const isBearer = wantsBearer && transports.includes('bearer')
  const cookies = credentials.map(({ name, cookie }) => `${cookie}=${variable(name)}`)
  const credential = isBearer
    ? `-H "Authorization: Bearer ${variable('access')}"`
    : `-H "Cookie: ${cookies.join('; ')}"`
  const request = (method: string, path: string, ...more: string[]) =>
    [
      `curl -i -X ${method} '${origin}${path}'`,
      '-H "X-Lab-Workspace: $LAB_WORKSPACE"',
      credential,
      ...more,
    ].join(' \\\n  ')
  const hasRefresh = isBearer && credentials.some(({ name }) => name === 'refresh')
  const body = hasRefresh ? `"{\\"refresh\\":\\"${variable('refresh')}\\"}"` : `'{}'`
  const json = `-H 'Content-Type: application/json' -d ${body}`
  const library = libraryPaths[id]
  return [
    { title: 'The replay', text: request('GET', `/api/strategies/${id}/me`) },
    ...(renews
      ? [{ title: 'The renewal', text: request('POST', `/api/strategies/${id}/refresh`, json) }]
      : []),
    ...(library ? [{ title: "At the library's endpoint", text: request('GET', library) }] : []),
  ]
}

/** What a command wants set before it runs. */
export const variablesOf = ({ credentials }: StrategyDescription): string[] => [
  'LAB_WORKSPACE',
  ...credentials.map(({ name }) => variable(name).slice(1)),
]

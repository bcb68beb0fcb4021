// What a request says of itself, read once, and whether the app could be asked at all.
import type { IncomingMessage } from 'node:http'
import { readCookies } from '#lib/kernel/cookie-header.ts'
import { workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import type { Trust } from '#lib/kernel/trust.ts'
import { askerOf } from './forwarded.ts'
import { askedBy, isDecodable, judge, readable, type Asked } from './methods.ts'
import { refusal, type Refusal } from './refusal.ts'
import { repeatedHeader } from './repeated.ts'
import { isRouterState } from './router-state.ts'

/** Bytes and milliseconds. */
export const limits = {
  /** Cookies of every strategy at once have to fit. */
  headers: 32 * 1024,
  /** What any handler could want; each has a limit of its own below it. */
  body: 1024 * 1024,
  headersTime: 15_000,
  requestTime: 30_000,
  checkEvery: 1_000,
  /** How long a connection may rest: longer than proxies keep theirs, or one is cut as it is used. */
  restTime: 75_000,
}

const noHost = refusal('invalid_request', 'There has to be one Host header, and a valid one')
const noPath = refusal('invalid_request', 'The path has to begin with a slash')
const garbled = refusal('not_found', 'The path has to be spelled in valid percent-encoding')
const twoWorkspaces = refusal('invalid_request', 'There has to be one workspace cookie at most')
const lost = refusal('invalid_request', 'The state of the router is none')
export const unknownMethod = refusal('method_not_allowed', 'Nothing here has this method', 501)
export const notThere = refusal('not_found', 'There is nothing here')
export const tooLarge = refusal('payload_too_large', 'A body has at most 1 MiB')

/** Reads, once, who asks for what; or why it is refused. */
export function readRequest(request: IncomingMessage, trust: Trust) {
  const { address, origin } = askerOf(request, trust)
  if (!origin || request.headersDistinct['host']?.length !== 1) return { why: noHost } as const
  const given = askedBy(request)
  if (!given) return { why: noPath } as const
  const asked = isDecodable(given) ? given : readable(given)
  if (!asked) return { why: garbled } as const
  if (asked !== given) request.url = asked.path + asked.query
  const why = refusalOf(request, origin, asked)
  return why ? ({ why } as const) : ({ why, address, origin, asked } as const)
}

function refusalOf(request: IncomingMessage, origin: URL, asked: Asked): Refusal | null {
  const repeated = repeatedHeader(request)
  if (repeated) return refusal('invalid_request', `There has to be one ${repeated} header at most`)
  // Read here as well, since a page has no way to answer so: Next would draw it first.
  if (readCookies(request.headers.cookie)(workspaceCookieName(origin)) === null)
    return twoWorkspaces
  const { 'next-router-state-tree': tree } = request.headers
  if (tree !== undefined && !isRouterState(String(tree))) return lost
  const judged = judge(asked)
  if (judged === 'unknown-method') return unknownMethod
  if (judged === 'not-found') return notThere
  const declared = Number(request.headers['content-length'] ?? 0)
  return declared > limits.body ? tooLarge : null
}

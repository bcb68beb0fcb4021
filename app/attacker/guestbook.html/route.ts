import { hashOf, sameText } from '#lib/tokens/opaque.ts'
import { problem, toResponse, type Answer } from '../../api/_http/answer.ts'
import { unclearWorkspace, workspaceInCookie } from '../../api/_http/credentials.ts'
import { isCrossSite } from '../../api/_http/cross-site.ts'
import { originOf } from '../../api/_http/origin.ts'
import { pageText } from './page-text.ts'

/**
 * A hole for scripts, as an application might have it. It is open under an address that names a key,
 * which only the visitor's own click tells: whoever makes a link for somebody else cannot know it.
 */

export const dynamic = 'force-dynamic'

const PATH = '/attacker/guestbook.html'
const COLLECT = '/attacker/collect'

/** Whoever puts the lab on the network has no use for a hole in it. To a browser, each is a site. */
const otherName = new Map([
  ['127.0.0.1', 'localhost'],
  ['localhost', '127.0.0.1'],
  ['[::1]', 'localhost'],
])

/** The lab's own origin and that of its other name; null where it is asked from a network. */
function atHome(request: Request): { own: string; other: string } | null {
  const url = originOf(request)
  const other = otherName.get(url.hostname)
  if (!other) return null
  const own = url.origin
  url.hostname = other
  return { own, other: url.origin }
}

/** Whoever has the workspace's id needs no hole to get in, and nobody else can tell its key. */
const keyOf = (workspace: string) => hashOf(`guestbook ${workspace}`)

/**
 * With a hole, the page reaches what the strategies answer, and whom the thief sends it to. The id of
 * the workspace and the passwords are one request away: they have to stay out of its reach.
 */
const policyOpen = ({ own, other }: { own: string; other: string }) =>
  [
    "default-src 'none'",
    "script-src 'unsafe-inline'",
    "style-src 'self'",
    'img-src data:',
    `connect-src ${own}/api/strategies/ ${other}${COLLECT}`,
    `form-action ${own}${PATH}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const POLICY_CLOSED =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

function show(request: Request): Answer {
  const { searchParams } = new URL(request.url)
  const name = searchParams.get('name')
  const key = searchParams.get('key')
  const home = atHome(request)
  const workspace = workspaceInCookie(request)
  const isOpen = home && workspace && key !== null && sameText(key, keyOf(workspace))
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': isOpen ? policyOpen(home) : POLICY_CLOSED,
    // A window that it opens is none of its own: the script could read the lab's pages there.
    'Cross-Origin-Opener-Policy': 'same-origin',
  }
  const response = new Response(pageText(name, isOpen ? key : null), { headers })
  return { status: 200, response }
}

function open(request: Request): Answer {
  const unclear = unclearWorkspace(request)
  if (unclear) return unclear
  if (isCrossSite(request)) return problem('cross_site_blocked')
  if (!atHome(request)) {
    return problem('forbidden', {
      detail: 'The hole opens on the machine alone that the lab runs on',
    })
  }
  const workspace = workspaceInCookie(request)
  if (!workspace) return problem('workspace_missing', { detail: 'Visit the lab first' })
  return { status: 303, headers: { Location: `${PATH}?key=${keyOf(workspace)}` } }
}

const refuse = () => toResponse(problem('method_not_allowed', { headers: { Allow: METHODS } }))
const METHODS = 'GET, HEAD, POST'

export const GET = (request: Request) => toResponse(show(request))
export const POST = (request: Request) => toResponse(open(request))
export { refuse as DELETE, refuse as PATCH, refuse as PUT }

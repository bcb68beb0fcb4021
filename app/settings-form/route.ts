import { presets } from '#lib/workspace/presets.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { valuesOf } from '#lib/workspace/settings-text.ts'
import { z } from 'zod'
import { problem, toResponse } from '../api/_http/answer.ts'
import { readBytes } from '../api/_http/body.ts'
import { serve } from '../api/_http/serve.ts'

/** The settings as a form, for browsers without JavaScript: it is told to the API as anybody would. */

export const dynamic = 'force-dynamic'

const METHODS = 'POST'
const refusal = z.object({ code: z.string() })

export async function POST(request: Request): Promise<Response> {
  const bytes = await readBytes(request)
  if (!bytes) return toResponse(problem('payload_too_large'))
  const sent = new URLSearchParams(new TextDecoder().decode(bytes))
  const settings = { ...valuesOf(Object.fromEntries(sent), defaultSettings), ...pressed(sent) }
  let answer = await ask(request, 'PATCH', '/api/workspace/settings', settings)
  let refused = await refusalIn(answer)
  // A first visit, or one whose workspace is gone by now.
  if (refused === 'workspace_missing' || refused === 'not_found') {
    answer = await ask(request, 'POST', '/api/workspaces', { settings })
    refused = await refusalIn(answer)
  }
  const query = new URLSearchParams(
    refused === null ? { saved: '' } : [...sent, ['refused', refused]],
  )
  const headers = new Headers({ Location: `/settings?${query}`, 'Cache-Control': 'no-store' })
  for (const cookie of answer.headers.getSetCookie()) headers.append('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/** What the button that was pressed sets; a preset goes over what was typed. */
function pressed(sent: URLSearchParams) {
  const button = sent.get('preset')
  if (button === 'defaults') return defaultSettings
  return presets.find(({ id }) => id === button)?.lifetimes
}

const refusalIn = async (answer: Response): Promise<string | null> =>
  answer.ok ? null : refusal.parse(await answer.json()).code

function ask(request: Request, method: string, path: string, body: object): Promise<Response> {
  // Whatever tells who asks, and from where, goes along: the same is refused here as there.
  const headers = new Headers(request.headers)
  headers.set('Content-Type', 'application/json')
  headers.delete('Content-Length')
  const url = new URL(path, request.url)
  return serve(new Request(url, { method, headers, body: JSON.stringify(body) }), processRuntime)
}

const refuse = () => toResponse(problem('method_not_allowed', { headers: { Allow: METHODS } }))
export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT }

import { socketChecks } from '#lib/kernel/socket-check.ts'
import { SOCKET_PROTOCOL, TOKEN_PROTOCOL } from '#lib/workspace/socket-messages.ts'
import { problem } from '../_http/answer.ts'
import { noBody, underStrategy, type StrategyCall } from '../_http/endpoint.ts'
import { refusals } from './schemas.ts'

const description = `A WebSocket (RFC 6455) that speaks \`${SOCKET_PROTOCOL}\`, JSON in text messages. \
The server says \`open\`, then \`tick\` once a second; \`say\` is answered with \`said\`. In bearer \
transport the token is offered as the subprotocol \`${TOKEN_PROTOCOL}TOKEN\` beside it, and may be \
replaced with \`authenticate\`. The setting \`socketCheck\` (${socketChecks.join(', ')}) says when the \
session is asked about. Closed with 4401 and the code of a 401 when the session has ended, 4404 with \
the workspace, 1013 in an outage, 1001 when the server stops, 1008 for what it does not take.`

export const socket = underStrategy(
  {
    method: 'GET',
    path: '/api/strategies/{id}/socket',
    tag: 'Sessions',
    summary: 'The same as a WebSocket, in both directions',
    body: noBody,
    success: { status: 101, description },
    problems: [...refusals, 'cross_site_blocked', 'upgrade_required', 'rate_limited'],
  },
  async (call) => {
    if (!call.isUpgrade) {
      const headers = { Upgrade: 'websocket', Connection: 'Upgrade' }
      return problem('upgrade_required', { headers })
    }
    const { runtime, workspaceId, workspace, definition, strategy, transport } = call
    const isBearer = transport.kind === 'bearer'
    const offered = isBearer ? offeredToken(call) : undefined
    if (offered === null) return problem('credential_malformed')
    const carried = offered === undefined ? call.carried : { access: offered }
    const verdict = await strategy.verify(carried)
    if (!verdict.ok) return problem(verdict.reason)
    const { session } = verdict
    const opened = { runtime, workspaceId, workspace, definition, carried, isBearer, session }
    return { status: 101, opening: opened }
  },
)

/** The token among the offered subprotocols; null where there are two, or one in the header as well. */
function offeredToken({ request, carried }: StrategyCall<unknown>): string | null | undefined {
  const offers = (request.headers.get('Sec-WebSocket-Protocol') ?? '').split(',')
  const [token, ...others] = offers.flatMap((offer) =>
    offer.trim().startsWith(TOKEN_PROTOCOL) ? [offer.trim().slice(TOKEN_PROTOCOL.length)] : [],
  )
  return token !== undefined && (others.length > 0 || carried.access !== undefined) ? null : token
}

import { z } from 'zod'
import type { Refusal } from '../kernel/problem.ts'
import type { Role } from '../strategies/contract.ts'
import type { SocketCheck } from '../kernel/socket-check.ts'

/** What is said over a WebSocket of the lab, as JSON in text messages. Times in Unix seconds. */

/** The subprotocol that is spoken, and the only one that the server ever names (RFC 6455, 1.9). */
export const SOCKET_PROTOCOL = 'logout-lab.v1'
/**
 * In bearer transport a client offers its access token beside it, after this. A browser lets a page
 * set no header on a WebSocket, and an address ends up in logs, in histories and with whoever is
 * linked to (RFC 9700, 4.3.2; OWASP WebSocket Security Cheat Sheet). It is never answered.
 */
export const TOKEN_PROTOCOL = 'bearer.'

/** Bytes of one message. */
export const MAX_MESSAGE = 16 * 1024

export const clientMessage = z.discriminatedUnion('type', [
  /** Answered with who says it: as the server knows them by then. */
  z.strictObject({ type: z.literal('say'), text: z.string().max(2_000) }),
  /** In bearer transport: goes on with a token that was renewed meanwhile. */
  z.strictObject({ type: z.literal('authenticate'), access: z.string().max(8_192) }),
])

export type ServerMessage =
  | { type: 'open'; user: Who; session: { id: string; expiresAt: number }; check: SocketCheck }
  /** Once a second, with what the look at the session asked of the stores; zeros where there was none. */
  | { type: 'tick'; now: number; reads: number; writes: number }
  | { type: 'said'; text: string; user: Who; reads: number; writes: number }
  | { type: 'authenticated'; session: { id: string; expiresAt: number } }

export interface Who {
  username: string
  role: Role
}

/** Why a server closes a socket; the reason goes with the code, so that a client knows what to do. */
export type SocketEnd =
  /** As a 401: the session has ended. Open another only with new credentials. */
  | { code: 4401; reason: Refusal }
  /** As a 404: the workspace has been removed. */
  | { code: 4404; reason: 'not_found' }
  /** RFC 6455, 7.4.1. */
  | { code: 1001; reason: 'server_stopping' }
  | { code: 1003; reason: 'text_only' }
  | { code: 1008; reason: 'invalid_message' | 'another_account' | 'too_slow' }
  | { code: 1011; reason: 'internal_error' }
  /** As a 503: an outage ends no session. Open another later, with the same credentials. */
  | { code: 1013; reason: 'store_unavailable' }

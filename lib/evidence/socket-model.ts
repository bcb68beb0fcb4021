import { z } from 'zod'
import { socketChecks } from '../kernel/socket-check.ts'
import { socketUses } from './names.ts'

/** How long a WebSocket stays open that was opened before an event, as it was measured. */
export const socketCellSchema = z.object({
  check: z.enum(socketChecks).describe('When the session is asked about'),
  use: z.enum(socketUses).describe('Its client says something now and then, or only listens'),
  lastOpen: z.number().nullable().describe('Seconds after the event; null: it was closed at once'),
  firstClosed: z.number().nullable().describe('Null: still open at the horizon'),
  horizon: z.number(),
  broken: z.array(z.string()).describe('Where it differs from what a plain request is answered'),
})
export type SocketCell = z.infer<typeof socketCellSchema>

import type { Method } from '#app/_data/call.ts'

/** One thing to do: how the page speaks of it, and the call that does it. */
export interface Order {
  said: string
  method: Method
  path: string
  body?: Record<string, unknown>
}

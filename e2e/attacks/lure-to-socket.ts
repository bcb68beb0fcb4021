import type { Page } from '@playwright/test'
import { z } from 'zod'

const told = z.object({ type: z.literal('open'), user: z.object({ username: z.string() }) })

/**
 * The positive control: a page of the application's own is let in by the same cookies.
 * @throws where it is not
 */
export async function expectOwnSocket(page: Page, target: string): Promise<void> {
  const greeting = await page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(url)
        socket.addEventListener('message', ({ data }) => {
          resolve(String(data))
          socket.close()
        })
        socket.addEventListener('error', () => resolve('{}'))
      }),
    target,
  )
  if (!told.safeParse(JSON.parse(greeting)).success) {
    throw new Error('a page of its own could not open a socket')
  }
}

/**
 * Goes to a page that opens a socket to the target: the status of the handshake, which is 101 only
 * where the page was told who is signed in. Null where nothing came of it.
 */
export async function socketOpenedBy(tab: Page, page: string, target: string) {
  const opening = tab.waitForEvent('websocket', (socket) => socket.url() === target)
  const arriving = tab.goto(page)
  const socket = await opening
  const outcome = new Promise<number | null>((resolve) => {
    socket.once('framereceived', ({ payload }) => {
      const greeting = told.safeParse(JSON.parse(String(payload)))
      resolve(greeting.success ? 101 : null)
    })
    socket.once('socketerror', (error) => resolve(statusIn(error)))
  })
  await arriving
  return outcome
}

/** As Chromium words it, which takes a 401 for the beginning of a conversation that it does not have. */
const statusIn = (error: string): number | null =>
  error.includes('HTTP Authentication failed')
    ? 401
    : Number(/\b([1-5]\d\d)\b/.exec(error)?.[1] ?? 0) || null

import { expect, it } from 'vitest'
import { httpChannel } from './http-channel.ts'

const tick = new TextEncoder().encode('event: tick\ndata: {}\n\n')

it('is left by its reader, though it would go on for ever', async () => {
  let left = false
  const source = new ReadableStream({
    pull: (controller) => controller.enqueue(tick),
    cancel: () => void (left = true),
  })
  const channel = httpChannel(new Response(source))
  expect(await channel.isOpen()).toBe(true)
  await channel.close()
  expect(left).toBe(true)
  expect(await channel.isOpen()).toBe(false)
})

it('has ended where it breaks off', async () => {
  const source = new ReadableStream({
    pull: (controller) => controller.error(new Error('the line is down')),
  })
  expect(await httpChannel(new Response(source)).isOpen()).toBe(false)
})

it('reads events in whatever pieces they come', async () => {
  const pieces = [': hello\n', 'event: ti', 'ck\r', '\ndata: {"now":', '1}\r\n\r', '\n']
  const source = new ReadableStream<Uint8Array>({
    async pull(controller) {
      // The channel looks at what comes after it was asked.
      await new Promise((resolve) => setImmediate(resolve))
      const piece = pieces.shift()
      if (piece !== undefined) controller.enqueue(new TextEncoder().encode(piece))
    },
  })
  const channel = httpChannel(new Response(source))
  expect(await channel.isOpen()).toBe(true)
  await channel.close()
})

import { describe, expect, it } from 'vitest'
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

const saying = (...events: string[]) =>
  httpChannel(
    new Response(events.map((event) => `${event}\n\n`).join(''), {
      headers: { 'Content-Type': 'text/event-stream' },
    }),
  )

it('has ended where the server says that its session is over', async () => {
  const channel = saying('event: ended\ndata: {"reason":"revoked"}')
  expect(await channel.isOpen()).toBe(false)
  expect(await channel.isOpen(), 'and stays so').toBe(false)
})

it('is refused where it is not opened', async () => {
  expect(await httpChannel(Response.json({ code: 'revoked' }, { status: 401 })).isOpen()).toBe(
    false,
  )
})

describe('nobody was refused', () => {
  it('where the line breaks', async () => {
    const source = new ReadableStream({
      pull: (controller) => controller.error(new Error('the line is down')),
    })
    await expect(httpChannel(new Response(source)).isOpen()).rejects.toThrow('the line is down')
  })

  it('where the server goes away without a word', async () => {
    await expect(saying().isOpen()).rejects.toThrow('broke off')
  })

  it.each([
    ['store_unavailable', 'does not answer'],
    ['not_found', 'not_found'],
  ])('where it ends for %s', async (reason, told) => {
    const channel = saying(`event: ended\ndata: {"reason":"${reason}"}`)
    await expect(channel.isOpen()).rejects.toThrow(told)
    await expect(channel.isOpen(), 'at no later look either').rejects.toThrow(told)
  })
})

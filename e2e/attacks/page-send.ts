import type { JSHandle, Page } from '@playwright/test'
import type { Send } from '#lib/scenarios/stages/http-client.ts'

/**
 * Sends from inside a page, as the application's own scripts do: which cookies go along and which
 * are kept, and what the request says of where it comes from, are the browser's to decide.
 */
export function throughPage(open: () => Promise<Page>): Send {
  return async (request) => {
    const page = await open()
    const call = await callOf(request)
    // The one answer that has no end to wait for.
    if (new URL(request.url).pathname.endsWith('/stream')) {
      return streamed(page, call)
    }
    const { status, headers, body } = await page.evaluate(async ({ url, ...init }) => {
      const response = await fetch(url, init)
      return {
        status: response.status,
        headers: [...response.headers],
        body: await response.text(),
      }
    }, call)
    return new Response(status === 204 ? null : body, { status, headers })
  }
}

/** A page may not set these: it has the browser's own. */
const ofTheBrowser = new Set(['cookie', 'user-agent'])

async function callOf(request: Request) {
  const body = await request.text()
  return {
    url: request.url,
    method: request.method,
    headers: [...request.headers].filter(([name]) => !ofTheBrowser.has(name)),
    ...(body !== '' && { body }),
  }
}

type Call = Awaited<ReturnType<typeof callOf>>

async function streamed(page: Page, call: Call): Promise<Response> {
  const channel = await page.evaluateHandle(async ({ url, ...init }) => {
    const response = await fetch(url, init)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    return { status: response.status, headers: [...response.headers], reader }
  }, call)
  const head = await channel.evaluate(({ status, headers }) => ({ status, headers }))
  return new Response(chunksOf(channel), head)
}

type Channel = JSHandle<{ reader: ReadableStreamDefaultReader<string> | undefined }>

const chunksOf = (channel: Channel) =>
  new ReadableStream<string>({
    async pull(controller) {
      const text = await channel.evaluate(async ({ reader }) => (await reader?.read())?.value)
      if (text === undefined) controller.close()
      else controller.enqueue(text)
    },
    cancel: () => channel.evaluate(({ reader }) => reader?.cancel()),
  }).pipeThrough(new TextEncoderStream())

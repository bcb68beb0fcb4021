import { parsed } from '#app/_data/shape.ts'
import { cellSchema, type Cell } from './cells.ts'

/** The lines of a body, as they come in. */
async function* linesOf(body: ReadableStream<BufferSource>): AsyncGenerator<string[]> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      const parts = (rest + value).split('\n')
      rest = parts.pop() ?? ''
      yield parts.filter((part) => part !== '')
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
  if (rest !== '') yield [rest]
}

/** Cells as they are measured, as many at a time as came in together. */
export async function* cellsOf(path: string, signal: AbortSignal): AsyncGenerator<Cell[]> {
  const response = await fetch(path, { signal, cache: 'no-store' })
  if (!response.ok || !response.body) throw new Error(`answered with ${response.status}`)
  for await (const lines of linesOf(response.body)) {
    yield lines.map((line) => parsed(cellSchema, line))
  }
}

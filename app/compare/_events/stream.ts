import { parsed, type Shape } from '#app/_data/shape.ts'

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

/** Hands on cells as they are measured, as many at a time as came in together. */
export async function readCells<Cell>(
  path: string,
  shape: Shape<Cell>,
  signal: AbortSignal,
  take: (cells: readonly Cell[]) => void,
): Promise<void> {
  const response = await fetch(path, { signal, cache: 'no-store' })
  if (!response.ok || !response.body) throw new Error(`answered with ${response.status}`)
  for await (const lines of linesOf(response.body)) take(lines.map((line) => parsed(shape, line)))
}

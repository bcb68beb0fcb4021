import type { Success } from '../_http/answer.ts'

/** A line of JSON for each cell, measured no faster than it is read. */
export function linesOf<Cell>(
  cells: AsyncGenerator<Cell, void>,
  inShort: (cell: Cell) => unknown,
): Success {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await cells.next()
      if (next.done) controller.close()
      else controller.enqueue(encoder.encode(`${JSON.stringify(inShort(next.value))}\n`))
    },
    async cancel() {
      await cells.return(undefined)
    },
  })
  const headers = { 'Content-Type': 'application/x-ndjson; charset=utf-8' }
  return { status: 200, response: new Response(body, { headers }) }
}

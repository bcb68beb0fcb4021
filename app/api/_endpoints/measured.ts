import { presets } from '#lib/workspace/presets.ts'
import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'
import type { Success } from '../_http/answer.ts'
import { workspaceOf } from '../_http/credentials.ts'
import type { Call } from '../_http/endpoint.ts'

/** What the calls share that measure on request. */

/** The settings that are asked for. Null where a preset is named that is not there. */
export async function settingsFor({ request, runtime }: Call): Promise<Settings | null> {
  const named = new URL(request.url).searchParams.get('preset')
  if (named !== null) {
    const preset = presets.find(({ id }) => id === named)
    return preset ? { ...defaultSettings, ...preset.lifetimes } : null
  }
  const id = workspaceOf(request)
  const workspace = id ? await runtime.open(id) : null
  return workspace?.settings ?? defaultSettings
}

/** A line of JSON for each cell, measured no faster than it is read. */
export function linesOf<Cell>(
  cells: AsyncGenerator<Cell, void>,
  told: (cell: Cell) => unknown,
): Success {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await cells.next()
      if (next.done) controller.close()
      else controller.enqueue(encoder.encode(`${JSON.stringify(told(next.value))}\n`))
    },
    async cancel() {
      await cells.return(undefined)
    },
  })
  const headers = { 'Content-Type': 'application/x-ndjson; charset=utf-8' }
  return { status: 200, response: new Response(body, { headers }) }
}

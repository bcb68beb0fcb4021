import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EventName } from '#lib/strategies/events.ts'

/** The scenario as it is played, as it stands beside the running server; null where it is not there. */
export async function sourceOf(event: EventName): Promise<{ file: string; text: string } | null> {
  const file = `lib/scenarios/events/${event}.ts`
  try {
    return {
      file,
      text: await readFile(join(/* turbopackIgnore: true */ process.cwd(), file), 'utf8'),
    }
  } catch {
    return null
  }
}

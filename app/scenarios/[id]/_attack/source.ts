import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import type { Source } from '#app/_source/source.ts'

/** The file that an attack says it is played from, as it stands beside the running server. */
export async function sourceOf({ file: name }: Attack): Promise<Source | null> {
  const file = `lib/scenarios/attacks/${name}`
  try {
    const path = join(/* turbopackIgnore: true */ process.cwd(), file)
    return { file, text: await readFile(path, 'utf8') }
  } catch {
    return null
  }
}

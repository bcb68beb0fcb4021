import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import type { Source } from '#app/_source/source.ts'

const FOLDER = 'lib/scenarios/attacks'

async function read(file: string): Promise<Source | null> {
  try {
    const path = join(/* turbopackIgnore: true */ process.cwd(), file)
    return { file, text: await readFile(path, 'utf8') }
  } catch {
    return null
  }
}

/** The file that is played: that of the group, or else the one that names the attack. */
export async function sourceOf({ id, group }: Attack): Promise<Source | null> {
  const own = await read(`${FOLDER}/${group}.ts`)
  if (own) return own
  const path = join(/* turbopackIgnore: true */ process.cwd(), FOLDER)
  const files = await readdir(path, { recursive: true }).catch(() => [])
  for (const name of files) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue
    const source = await read(`${FOLDER}/${name.replaceAll('\\', '/')}`)
    if (source?.text.includes(`'${id}'`)) return source
  }
  return null
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'

export interface Source {
  file: string
  text: string
}

/** A strategy's own source, as it stands beside the running server; null where it is not there. */
export async function sourceOf({ id }: StrategyDefinition): Promise<Source | null> {
  const file = `lib/strategies/${id}.ts`
  try {
    return {
      file,
      text: await readFile(join(/* turbopackIgnore: true */ process.cwd(), file), 'utf8'),
    }
  } catch {
    return null
  }
}

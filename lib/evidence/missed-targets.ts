import { z } from 'zod'
import { findStrategy } from '../strategies/registry.ts'
import kept from './cost.json' with { type: 'json' }

/** What was asked of the kept run and is not in it: pages name it beside what they show of the run. */

const target = z.object({
  what: z.string(),
  ratio: z.number(),
  atMost: z.number().optional(),
  atLeast: z.number().optional(),
  /** Told, and asked of nobody: what a library's own code or the machine takes. */
  isExempt: z.boolean().default(false),
})

export type Target = z.infer<typeof target>

const schema = z.object({
  targets: z.array(target),
  http: z.object({ targets: z.array(target) }).optional(),
})

const isMissed = ({ ratio, atMost = Infinity, atLeast = -Infinity }: Target): boolean =>
  ratio > atMost || ratio < atLeast

export interface Targets {
  asked: number
  missed: Target[]
  exempt: Target[]
}

export function targetsOf(run: unknown): Targets {
  const { targets, http } = schema.parse(run)
  const all = [...targets, ...(http?.targets ?? [])]
  const missed = all.filter(isMissed)
  return {
    asked: all.filter(({ isExempt }) => !isExempt).length,
    missed: missed.filter(({ isExempt }) => !isExempt),
    exempt: missed.filter(({ isExempt }) => isExempt),
  }
}

export const keptTargets: Targets = targetsOf(kept)

/** A target in words, with the title of its strategy: what it is, what was asked, and what came. */
export function targetWords({ what, ratio, atMost, atLeast }: Target): string {
  const named = what.replace(/^[\w-]+(?=[,:])/, (id) => findStrategy(id)?.title ?? id)
  const bound = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`
  return `${named}: ${Number(ratio.toPrecision(2))}, asked for ${bound}`
}

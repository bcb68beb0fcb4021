import { z } from 'zod'

/** What Next's own pages say of where they are; Next answers anything else with a failure of its own. */
const segment = z.union([
  z.string(),
  z.tuple([z.string(), z.string(), z.string(), z.array(z.string()).nullable()]),
])
const state: z.ZodType = z.tuple([
  segment,
  z.record(
    z.string(),
    z.lazy(() => state),
  ),
  z.tuple([z.string(), z.string()]).nullish(),
  z.enum(['refetch', 'inside-shared-layout', 'metadata-only']).nullish(),
  z.number().nullish(),
  z.string().optional(),
])

/** Nested deeper than any page is, it could exhaust whoever reads it. */
const DEEPEST = 200

export function isRouterState(header: string): boolean {
  try {
    const text = decodeURIComponent(header)
    if ((text.match(/\[/g)?.length ?? 0) > DEEPEST) return false
    return state.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

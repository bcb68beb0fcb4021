import { z } from 'zod'
import { lineStates } from './kernel/line-states.ts'

/** How what the cluster demo can do to its nodes is asked for: by `npm run cluster`, and answered by it alone. */

export const lineChange = z.strictObject({ state: z.enum(lineStates) })

export const controlledNodes = z.array(
  z.object({
    name: z.string(),
    state: z.enum(lineStates),
    /** Why it is not ready; null where it is. */
    unready: z.string().nullable(),
  }),
)
export type ControlledNode = z.infer<typeof controlledNodes>[number]

import type { ControlledNode } from '#lib/cluster-control.ts'
import { lineStates } from '#lib/kernel/line-states.ts'
import * as is from '#app/_data/shape.ts'

/** All nodes of the cluster demo, and how each stands. */
export const nodesAnswer = is.object({
  nodes: is.array(
    is.like<ControlledNode>()(
      is.object({
        name: is.string,
        state: is.oneOf(lineStates),
        unready: is.nullable(is.string),
      }),
    ),
  ),
})

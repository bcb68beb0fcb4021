import { z } from 'zod'
import { attackCellSchema, type AttackCellRun } from './attack-model.ts'
import kept from './cluster.json' with { type: 'json' }
import type { Cell } from './model.ts'
import { packed, packedCells } from './packed-cells.ts'

/**
 * What was measured on several nodes: the run that pages show where there is one node, written by
 * `npm run cluster -- --measure`. All of it is under the default lifetimes.
 */

/** Milliseconds of many repetitions. */
const spread = z.object({ median: z.number(), p99: z.number() })

const propagation = z.object({
  strategy: z.string(),
  repetitions: z.int(),
  /** From the request to log out until its answer, at the first node. */
  acknowledged: spread,
  /** How long one look at another node takes, there and back. */
  knock: spread,
  /**
   * From the request until another node was first seen to refuse the copy; null where it was still
   * let in when nobody watched any more.
   */
  elsewhere: z.array(z.object({ node: z.string(), refused: spread.nullable() })),
  /** From the answer until the last knock was sent that got in elsewhere; 0 where none did. */
  inAfterAnswer: spread.nullable(),
})
export type Propagation = z.infer<typeof propagation>

const schema = z.object({
  about: z.object({
    at: z.string(),
    commit: z.string(),
    nodes: z.int(),
    node: z.string(),
    cpu: z.string(),
    cores: z.int(),
    engines: z.array(z.string()),
  }),
  /** For how long a copy was watched at the other nodes. Milliseconds. */
  watched: z.int(),
  propagation: z.array(propagation),
  cells: packedCells,
  /** What one process of a strategy that needs nodes costs, beside the same engines. */
  alone: z.array(
    z.object({
      strategy: z.string(),
      day: z.object({
        reads: z.number(),
        writes: z.number(),
        renewals: z.number(),
        signIns: z.number(),
      }),
      fit: z.object({
        bytes: z.int(),
        inCookies: z.int().nullable(),
        inHeaders: z.int().nullable(),
      }),
      /** Microseconds of a check of what was seen before. */
      verify: z.number(),
    }),
  ),
  // Of an attack the outcome is kept, and not what led to it.
  attacks: z.array(attackCellSchema.transform((cell): AttackCellRun => ({ ...cell, steps: [] }))),
})

export type ClusterRun = z.infer<typeof schema>

/** The text of the file that keeps a run; another program puts it into lines. */
export const keptText = ({ cells, attacks, ...run }: ClusterRun): string =>
  JSON.stringify({
    ...run,
    cells: packed(cells),
    attacks: attacks.map(({ steps: _steps, ...cell }) => cell),
  } satisfies z.input<typeof schema>)

export const clusterRun: ClusterRun = schema.parse(kept)

export const keptCells = (strategy: string): Cell[] =>
  clusterRun.cells.filter((cell) => cell.strategy === strategy)

export const keptAttacks = (strategy: string): AttackCellRun[] =>
  clusterRun.attacks.filter((cell) => cell.strategy === strategy)

export const keptAlone = (strategy: string) =>
  clusterRun.alone.find((own) => own.strategy === strategy)

export const keptPropagation = (strategy: string): Propagation | undefined =>
  clusterRun.propagation.find((own) => own.strategy === strategy)

const day = (at: string) =>
  new Date(at).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })

/** Where it is from, to be put after "measured" or "evidence". */
export const fromTheRun = ({ about: { nodes, at, commit } }: ClusterRun = clusterRun): string =>
  `from the last measured run on ${nodes} nodes, ${day(at)}, commit ${commit}`

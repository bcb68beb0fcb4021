import { z } from 'zod'
import { actionSchema } from './actions.ts'
import { cellSchema, evidenceSchema, outcomeSchema, type Cell, type Outcome } from './model.ts'
import { actorNames } from './names.ts'
import { actionWords } from './words/actions.ts'

/**
 * Cells as a file keeps them: what somebody did is a line, and what follows from the rest is left out,
 * as the words for it, and whose cell the evidence is of.
 */

const { accepted, reason, role, ended, reads, writes, micros, bytes } = outcomeSchema.shape
const outcome = z.tuple([accepted, reason, role, reads, writes, micros, bytes, ended])
type PackedOutcome = z.input<typeof outcome>

const packedOutcome = (of: Outcome): PackedOutcome => [
  of.accepted,
  of.reason,
  of.role,
  of.reads,
  of.writes,
  of.micros,
  of.bytes,
  ...endOf(of),
]
const endOf = ({ ended: how }: Outcome): [] | [Outcome['ended']] => (how ? [how] : [])

const outcomeOf = ([isIn, why, as, r, w, us, b, how]: z.output<typeof outcome>): Outcome => ({
  accepted: isIn,
  reason: why,
  role: as,
  ...(how && { ended: how }),
  reads: r,
  writes: w,
  micros: us,
  bytes: b,
})

const step = z.tuple([z.int(), z.enum(actorNames), actionSchema, outcome.nullable()])
const knock = z.tuple([z.int(), z.boolean(), z.boolean(), outcome])

/** Cells from such a file. */
export const packedCells = z
  .array(
    cellSchema.extend({
      evidence: evidenceSchema
        .omit({ strategy: true, event: true })
        .extend({ knocks: z.array(knock), steps: z.array(step) }),
    }),
  )
  .transform((cells) =>
    cells.map(({ evidence, ...cell }): Cell => ({
      ...cell,
      evidence: {
        strategy: cell.strategy,
        event: cell.event,
        ...evidence,
        knocks: evidence.knocks.map(([at, isIn, renewed, came]) => ({
          ...outcomeOf(came),
          at,
          in: isIn,
          renewed,
        })),
        steps: evidence.steps.map(([at, actor, does, came]) => ({
          at,
          actor,
          does,
          action: actionWords(does),
          outcome: came && outcomeOf(came),
        })),
      },
    })),
  )

export const packed = (cells: readonly Cell[]): z.input<typeof packedCells> =>
  cells.map(({ evidence: { knocks, steps, ...evidence }, ...cell }) => ({
    ...cell,
    evidence: {
      lastAccepted: evidence.lastAccepted,
      firstRefused: evidence.firstRefused,
      keptUntil: evidence.keptUntil,
      reopenedAt: evidence.reopenedAt,
      horizon: evidence.horizon,
      collateral: evidence.collateral,
      knocks: knocks.map((one) => [one.at, one.in, one.renewed, packedOutcome(one)]),
      steps: steps.map(({ at, actor, does, outcome: came }) => [
        at,
        actor,
        does,
        came && packedOutcome(came),
      ]),
    },
  }))

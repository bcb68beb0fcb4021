import { z } from 'zod'
import type { ServerStateStore } from '../server-state.ts'

/**
 * What the database remembers of Redis, which may forget it: the epoch, which server holds it whole (null
 * until one does), and in which turn, since every server that takes over begins another. `hasCopies`: it
 * was seen to be followed, so that there may be another disk on which its last writes are missing.
 */
const schema = z.object({
  lab: z.string(),
  epoch: z.int(),
  turn: z.int().default(0),
  run: z.string().nullable(),
  hasCopies: z.boolean().default(false),
})
export type Record = z.infer<typeof schema>

const NAME = 'redis'

/** A record, and the text in whose place another one is put. */
export interface Kept {
  text: string
  record: Record
}

/** The record; a first one for `newLab` where there is none. */
export async function readRecord(state: ServerStateStore, newLab: string): Promise<Kept> {
  const text = await state.read(NAME)
  if (text !== null) return { text, record: schema.parse(JSON.parse(text)) }
  const first = { lab: newLab, epoch: 1, turn: 0, run: null, hasCopies: false }
  await state.swap(NAME, null, JSON.stringify(first))
  return readRecord(state, newLab)
}

/** False where somebody has changed it meanwhile. */
export const changeRecord = (
  state: ServerStateStore,
  { text, record }: Kept,
  to: Partial<Record>,
) => state.swap(NAME, text, JSON.stringify({ ...record, ...to }))

/** What a server says of itself, in the key `lab:ID:epoch`: it comes to whoever follows it. */
export interface Mark {
  epoch: number
  turn: number
  run: string
}

export const markText = ({ epoch, turn, run }: Pick<Record, keyof Mark>) =>
  `${epoch} ${turn} ${run}`

export function readMark(text: string | null): Mark {
  const [epoch = '0', turn = '0', run = ''] = (text ?? '').split(' ')
  return { epoch: Number(epoch), turn: Number(turn), run }
}

import { hash } from 'node:crypto'
import { remembered } from '../../kernel/remembered.ts'
import type { Whose } from './held-cut-offs.ts'
import type { Mark } from './revoked-set.ts'

/** Of an id of 128 random bits (`newId`), and of that many bits of a hash. */
const LETTERS = 22
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const values = new Uint8Array(128)
for (let value = 0; value < letters.length; value += 1) values[letters.charCodeAt(value)] = value

/** The bits of every fourth letter, in 32. By hand: each check does it, and a Buffer is slower. */
function bitsOf(text: string, from: number): number {
  let bits = 0
  for (let at = from; at < LETTERS; at += 4) {
    bits = (bits << 6) ^ (bits >>> 26) ^ (values[text.charCodeAt(at)] ?? 0)
  }
  return bits
}

const hashed = (text: string) => hash('sha256', text, 'base64url').slice(0, LETTERS)

/** Names of another kind are hashed: those of the lab are random already. */
const spread = (id: string) => (id.length === LETTERS ? id : hashed(id))

/** What the tokens of one strategy in one workspace have in common. */
const owners = remembered<Whose & { text: string }>(10_000)

function ownerOf({ workspace, strategy }: Whose): string {
  const found = owners.get(workspace)
  if (found?.strategy === strategy) return found.text
  const text = hashed(`${workspace}\n${strategy}`)
  owners.set(workspace, { workspace, strategy, text })
  return text
}

/** The first word of a mark, by which most lookups end: few of the revoked begin alike. */
export const firstOf = (id: string): number => bitsOf(spread(id), 0) >>> 0

/**
 * Names a token, wherever it was issued, in 128 bits: those of its id, and in all words but the first
 * those of whose it is, since another's may have the same id.
 */
export function markOf(whose: Whose, id: string): Mark {
  const [own, owner] = [spread(id), ownerOf(whose)]
  const word = (from: number) => (bitsOf(own, from) ^ bitsOf(owner, from)) >>> 0
  return [firstOf(id), word(1), word(2), word(3)]
}

/** As it is written in the feed, and read from it. */
export function textOf(mark: Mark): string {
  const bytes = Buffer.alloc(16)
  mark.forEach((word, at) => bytes.writeUInt32LE(word, at * 4))
  return bytes.toString('base64url')
}

/** What it looks like there. A build that made other ones left them to tokens of an epoch before. */
export const WRITTEN_MARK = /^[\w-]{22}$/

export function markFrom(text: string): Mark {
  const bytes = Buffer.from(text, 'base64url')
  const at = (place: number) => bytes.readUInt32LE(place * 4)
  return [at(0), at(1), at(2), at(3)]
}

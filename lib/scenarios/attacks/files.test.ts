import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Attack } from './attack.ts'
import { attacks } from './registry.ts'

/** The registry exports every attack, and none is played from it. */
const modules = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll(sep, '/'))
  .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^registry\.ts$/.test(name))

const namespace = z
  .record(z.string(), z.unknown())
  .transform((found) => Object.values(found).flat())

/** What each module of this folder exports: values by themselves, and those in its lists. */
const exported = new Map<string, unknown[]>(
  await Promise.all(
    modules.map(async (name) => {
      const found: unknown = await import(join(import.meta.dirname, name))
      return [name, namespace.parse(found)] as const
    }),
  ),
)

const filesWith = (attack: Attack) =>
  modules.filter((name) => exported.get(name)?.includes(attack) === true)

const named = ({ file }: Attack): string => file

/** The attacks that name another file than the one which exports them, or one of several. */
const wronglyNamed = (nameOf = named) =>
  attacks
    .filter((attack) => JSON.stringify(filesWith(attack)) !== JSON.stringify([nameOf(attack)]))
    .map(({ id }) => id)

describe('the file that an attack names', () => {
  it('is the one that exports the attack', () => {
    expect(wronglyNamed()).toEqual([])
  })

  // A helper, the module of another group, and nothing at all.
  it.each(['forgery/forging.ts', 'csrf.ts', 'gone.ts'])('is not %s', (file) => {
    const [wrong] = attacks.slice(0, 1)
    expect(wronglyNamed((attack) => (attack === wrong ? file : attack.file))).toEqual([wrong?.id])
  })

  it('exports no attack that the registry lacks', () => {
    const isAttack = (value: unknown) =>
      typeof value === 'object' && value !== null && 'play' in value && 'predict' in value
    const all = [...exported.values()].flat().filter((value) => isAttack(value))
    expect(all).toHaveLength(attacks.length)
    expect(all).toEqual(expect.arrayContaining([...attacks]))
  })
})

import type { Carried } from '../../../strategies/contract.ts'
import type { Client } from '../../stage.ts'
import { signInAndCopy, type Attack, type AttackContext } from '../attack.ts'
import { invented, takeApart, type Parts } from './token-parts.ts'

/** Does a forged value open anything, by itself or beside the rest of a genuine copy? */
export async function opens(
  thief: Client,
  copy: Carried,
  name: string,
  forged: string,
): Promise<boolean> {
  await thief.hold({ [name]: forged })
  if ((await thief.request()).accepted) return true
  if ((await thief.renew())?.accepted) return true
  if (Object.keys(copy).length === 1) return false
  // The copy gets in by itself, as a member; what the forged part adds is the role of an admin.
  await thief.hold({ ...copy, [name]: forged })
  return (await thief.adminReport()).accepted
}

/** The first of some forged values, each in the place of one credential, that opens something. */
export async function firstThatOpens(
  thief: Client,
  copy: Carried,
  forged: readonly { name: string; value: string }[],
): Promise<string | null> {
  for (const { name, value } of forged) {
    if (await opens(thief, copy, name, value)) return value
  }
  return null
}

const outcome = (found: string | null, tried: number) => ({
  works: found !== null,
  says: found === null ? `None of ${tried} forged credentials got in.` : 'A forged one got in.',
})

type Description = Pick<Attack, 'id' | 'title' | 'story' | 'requirements'> &
  Partial<Pick<Attack, 'settings' | 'media' | 'oneSided' | 'predict' | 'tags'>>

const HELD =
  'The lab checks every token with the same pinned algorithm, key, issuer, audience and type; the tests take each check away and see this attack work.'

/**
 * An attack that makes credentials and presents each of them in the place of a genuine one. Which
 * file it is played from is for that file to say.
 */
export const forgery = (
  described: Description,
  make: (
    context: AttackContext,
    copy: Carried,
  ) => Promise<readonly { name: string; value: string }[]>,
): Omit<Attack, 'file'> => ({
  group: 'forgery',
  tags: ['@forgery'],
  media: ['process', 'http'],
  oneSided: HELD,
  predict: () => 'fails',
  ...described,
  async play(context) {
    const { thief } = await signInAndCopy(context)
    const copy = await thief.holds()
    const forged = await make(context, copy)
    context.eventIsNow()
    context.note('thief', `forges ${forged.length} credentials`)
    return outcome(await firstThatOpens(thief, copy, forged), forged.length)
  },
})

/** Each credential of the copy, written anew in some ways; an invented one where it is no JWT. */
export const rewriting = (
  described: Description,
  rewrite: (model: Parts, context: AttackContext) => Promise<readonly string[]> | readonly string[],
): Omit<Attack, 'file'> =>
  forgery(described, async (context, copy) => {
    const forged = []
    for (const [name, genuine] of Object.entries(copy)) {
      const model = takeApart(genuine) ?? invented(context.strategy.id)
      for (const value of await rewrite(model, context)) forged.push({ name, value })
    }
    return forged
  })

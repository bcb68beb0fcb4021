import { readsReport, type Attack, type AttackContext } from './attack.ts'
import type { Client } from '../stage.ts'
import type { Carried } from '../../strategies/contract.ts'

/** An attacker with an ordinary account of its own, and what that holds. */
async function attacker(context: AttackContext): Promise<{ thief: Client; own: Carried }> {
  const thief = context.client('thief')
  const entry = await thief.signIn('bob')
  if (!entry.accepted) throw new Error(`the attacker could not sign in: ${entry.reason}`)
  return { thief, own: await thief.holds() }
}

/** The same form, and another value: each run of letters and digits, backwards. */
const invented = (own: Carried): Carried =>
  Object.fromEntries(
    Object.entries(own).map(([name, value]) => [
      name,
      value.replaceAll(/[a-z\d]+/gi, (run) => run.split('').toReversed().join('')),
    ]),
  )

const fixation = (
  id: string,
  title: string,
  story: string,
  plant: (own: Carried) => Carried,
): Attack => ({
  id,
  group: 'fixation',
  file: 'fixation.ts',
  tags: ['@sign-in'],
  title,
  story,
  media: ['process', 'http', 'browser'],
  requirements: ['asvs-7.2.4', 'wstg-sess-03'],
  oneSided:
    'Every strategy here mints a fresh credential at each sign-in, whatever the client brought along.',
  predict: () => 'fails',
  async play(context) {
    const { thief, own } = await attacker(context)
    const planted = plant(own)
    const victim = context.client('victim')
    await victim.hold(planted)
    context.note('thief', 'plants a credential in the browser of the admin')
    // An administrator, whose session can be told from the attacker's own by what it is shown.
    const entry = await victim.signIn('admin')
    if (!entry.accepted) throw new Error(`the admin could not sign in: ${entry.reason}`)
    if (!(await victim.adminReport()).accepted) throw new Error('the admin was not let in')
    context.eventIsNow()
    const kept = Object.values(planted)
    const isAdopted = Object.values(await victim.holds()).some((value) => kept.includes(value))
    await thief.hold(planted)
    const works = isAdopted || (await readsReport(thief))
    return {
      works,
      says: works
        ? 'The planted value now stands for the session of the admin.'
        : 'The admin was given another value than the planted one.',
    }
  },
})

export const fixations: readonly Attack[] = [
  fixation(
    'fixation-own-session',
    "The attacker's own session, planted",
    "The attacker signs in and plants its own credential in the victim's browser. The victim signs in there: whose session does the planted value open now?",
    (own) => own,
  ),
  fixation(
    'fixation-invented',
    'An invented credential, planted',
    "The attacker makes up a credential of the right form and plants it in the victim's browser before the sign-in.",
    invented,
  ),
]

import type { Settings } from '../workspace/settings.ts'
import type { record } from './record.ts'
import type { Actors, Scenario, Stage } from './stage.ts'

/** Opens a stage of the same strategy and settings, but for some, with nobody signed in yet. */
export type OpenStage = (but?: Partial<Settings>) => Promise<Stage>

/** A scenario signs in on two devices: no limit, but where that is what it is about. */
export async function withStage<T>(
  open: OpenStage,
  { settings }: Scenario,
  use: (stage: Stage) => Promise<T>,
): Promise<T> {
  const stage = await open({ deviceLimit: 0, ...settings })
  try {
    return await use(stage)
  } finally {
    await stage.close()
  }
}

/**
 * Everybody signed in, and the thief with its copies.
 * @throws when somebody is refused
 */
export async function signedIn(
  { settings }: Stage,
  { username = 'alice' }: Scenario,
  recorder: ReturnType<typeof record>,
): Promise<Actors> {
  const laptop = recorder.client('laptop')
  const bystander = recorder.client('bystander')
  const victim = recorder.client('victim')
  const [thief, renewer] = [recorder.client('thief'), recorder.client('renewer')]
  const entries = [
    await laptop.signIn(username, 'laptop'),
    await bystander.signIn('bob', 'bystander'),
    await victim.signIn(username, 'victim'),
  ]
  await thief.copyFrom(victim)
  await renewer.copyFrom(victim)
  // The positive control: who cannot get in before the event proves nothing after it.
  entries.push(await victim.request(), await thief.request())
  const failed = entries.find((entry) => !entry.accepted)
  if (failed) throw new Error(`nobody got in before the event: ${failed.reason}`)
  return {
    victim,
    laptop,
    bystander,
    thief,
    renewer,
    operator: recorder.operator,
    pass: (seconds) => recorder.advance(seconds),
    settings,
    username,
  }
}

/** Something that is done again and again while it is timed. */
export interface Subject {
  name: string
  /** What it is compared among: floors, this project's strategies, and what others use. */
  kind: 'floor' | 'ours' | 'peer'
  /** How often it is called in a round. */
  calls: number
  /** What the calls of a round are given, made before the clock starts; nothing where it is left out. */
  given?(calls: number): Promise<readonly unknown[]>
  call(given: unknown): unknown
}

const WARM = 3

/** Microseconds a call: the median of the rounds, and the quarters around it. */
export interface Timing {
  name: string
  kind: Subject['kind']
  median: number
  low: number
  high: number
}

/**
 * Times all subjects in rounds, in another order each time, so that whatever else the machine does
 * befalls all of them alike. The first rounds warm up and do not count.
 */
export async function timed(
  subjects: readonly Subject[],
  rounds: number,
  progress: (text: string) => void,
): Promise<Timing[]> {
  const taken = new Map(subjects.map((subject): [Subject, number[]] => [subject, []]))
  const warm = 2
  for (let round = -warm; round < rounds; round += 1) {
    for (const [index] of subjects.entries()) {
      const subject = subjects[(index + Math.max(0, round)) % subjects.length]
      if (!subject) continue
      const micros = await once(subject)
      if (round >= 0) taken.get(subject)?.push(micros)
    }
    progress(`round ${Math.max(0, round + 1)} of ${rounds}`)
  }
  return [...taken].map(([{ name, kind }, all]) => ({ name, kind, ...spread(all) }))
}

async function once({ calls, given, call }: Subject): Promise<number> {
  const inputs = (await given?.(calls)) ?? []
  // What needs nothing new is warmed up: what came before it has left little in the machine's caches.
  const warming = given ? 0 : WARM
  for (let count = 0; count < warming; count += 1) await call(undefined)
  const started = performance.now()
  for (let count = 0; count < calls; count += 1) {
    const answer = call(inputs[count])
    // What answers at once is not made to wait.
    if (answer instanceof Promise) await answer
  }
  return ((performance.now() - started) * 1000) / calls
}

/** The median, and the quarters around it. */
export function spread(all: readonly number[]) {
  const sorted = all.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
  return { median: at(0.5), low: at(0.25), high: at(0.75) }
}

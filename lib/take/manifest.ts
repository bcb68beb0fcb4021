import { z } from 'zod'
import { readOwn } from './sources.ts'

const named = z.record(z.string(), z.string())
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      peerDependencies: named.optional(),
      peerDependenciesMeta: z
        .record(z.string(), z.object({ optional: z.boolean().optional() }))
        .optional(),
    }),
  ),
})

/** What the folder is compiled and tested with. */
const tools = ['typescript', 'vitest', '@types/node']

/**
 * The `package.json` of a folder: what its sources import, what they are checked with, and what these
 * want beside them, each at the version of our lockfile.
 */
export async function manifest(
  id: string,
  imported: { bySources: readonly string[]; byTests: readonly string[] },
): Promise<string> {
  const { packages } = lockSchema.parse(JSON.parse(await readOwn('package-lock.json')))
  const entry = (name: string) => packages[`node_modules/${name}`]
  const withPeers = (names: readonly string[]): string[] => {
    const all = new Set(names)
    for (const name of all) {
      const { peerDependencies = {}, peerDependenciesMeta = {} } = entry(name) ?? {}
      for (const peer of Object.keys(peerDependencies)) {
        if (!peerDependenciesMeta[peer]?.optional) all.add(peer)
      }
    }
    return [...all]
  }
  const types = (names: readonly string[]) =>
    names.map((name) => `@types/${name}`).filter((name) => entry(name))
  const pinned = (names: readonly string[]) =>
    Object.fromEntries(
      [...new Set(names)].toSorted().map((name) => {
        const version = entry(name)?.version
        if (!version) throw new Error(`the lockfile knows no ${name}`)
        return [name, version]
      }),
    )
  const dependencies = withPeers(imported.bySources)
  const others = withPeers([...imported.byTests, ...tools]).filter(
    (name) => !dependencies.includes(name),
  )
  const forTypes = types([...dependencies, ...others])
  return `${JSON.stringify(
    {
      name: id,
      version: '0.0.0',
      private: true,
      license: 'MIT',
      type: 'module',
      // Types are stripped by Node itself.
      engines: { node: '>=22.18' },
      scripts: { test: 'tsc && vitest run', types: 'tsc' },
      dependencies: pinned(dependencies),
      devDependencies: pinned([...others, ...forTypes]),
    },
    null,
    2,
  )}\n`
}

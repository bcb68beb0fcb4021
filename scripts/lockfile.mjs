// Completes package-lock.json with the optional packages of other platforms.
//
// A registry mirror may carry the builds of one platform alone. npm then leaves the others out of
// the lockfile, and `npm ci` refuses that lockfile everywhere ("Missing: ... from lock file").
// An entry with a version and the platforms that it is for is all that npm needs.
//
//   node scripts/lockfile.mjs           adds what is missing
//   node scripts/lockfile.mjs --check   only tells, and fails when something is
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/**
 * @typedef {object} Entry
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */
/** @typedef {Record<string, Entry>} Packages */
/** @typedef {{ parent: string, name: string, wanted: string }} Gap */
/** @typedef {Pick<Entry, 'version' | 'integrity' | 'os' | 'cpu' | 'libc'>} Published */
/** @typedef {Published & { 'dist.integrity'?: string }} Told */

const exactVersion = /^\d+\.\d+\.\d+(-[\w.-]+)?$/

/**
 * Where Node would find `name` from the package at `parent`, in the tree that the lockfile draws.
 * @param {Packages} packages
 * @param {string} parent
 * @param {string} name
 */
function locate(packages, parent, name) {
  for (let from = parent; ;) {
    const place = `${from ? `${from}/` : ''}node_modules/${name}`
    if (packages[place]) return place
    if (!from) return null
    from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))
  }
}

/**
 * The optional packages that some package lists and the lockfile lacks.
 * @param {Packages} packages
 * @returns {Gap[]}
 */
export function gaps(packages) {
  return Object.entries(packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, wanted]) => {
        const place = locate(packages, parent, name)
        if (!place) return true
        return exactVersion.test(wanted) && packages[place]?.version !== wanted
      })
      .map(([name, wanted]) => ({ parent, name, wanted })),
  )
}

/**
 * Entries that tell where they were downloaded from: a lockfile has to work with any registry.
 * @param {Packages} packages
 */
export function addresses(packages) {
  return Object.keys(packages).filter((place) => packages[place]?.resolved?.startsWith('http'))
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony']
const processors = {
  aarch64: 'arm64',
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  loong64: 'loong64',
  mips64el: 'mips64el',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
  x64: 'x64',
}

/**
 * What the name of a platform's package says of its platform, for when the registry has no word on it.
 * @param {string} name
 * @returns {Pick<Entry, 'os' | 'cpu' | 'libc'>}
 */
export function platformOf(name) {
  if (name === 'fsevents') return { os: ['darwin'] }
  const words = name.split(/[/@_-]/)
  const libc = words.some((word) => word.includes('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined
  const plain = words.map((word) => word.replace('linuxmusl', 'linux'))
  const os = plain.includes('win32')
    ? 'win32'
    : plain.includes('sunos')
      ? 'sunos'
      : systems.find((system) => plain.includes(system))
  const cpu = Object.entries(processors).find(([word]) => plain.includes(word))?.[1]
  if (!os && !cpu) throw new Error(`${name}: its name does not tell what platform it is for`)
  return {
    ...(os ? { os: [os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os === 'linux' && libc ? { libc: [libc] } : {}),
  }
}

/**
 * The packages with every gap filled. `published` tells what a registry knows, or nothing.
 * @param {Packages} packages
 * @param {(name: string, wanted: string) => Promise<Published>} published
 * @returns {Promise<Packages>}
 */
export async function complete(packages, published) {
  const filled = { ...packages }
  const known = await Promise.all(
    gaps(packages).map(async (gap) => ({ ...gap, told: await published(gap.name, gap.wanted) })),
  )
  for (const { parent, name, wanted, told } of known) {
    const version = exactVersion.test(wanted) ? wanted : told.version
    if (!version) throw new Error(`${name}@${wanted}: no version is known that would do`)
    const top = `node_modules/${name}`
    const place = filled[top] && filled[top].version !== version ? `${parent}/${top}` : top
    const guessed = told.os || told.cpu ? told : platformOf(name)
    filled[place] = {
      version,
      ...(told.integrity ? { integrity: told.integrity } : {}),
      ...(guessed.cpu ? { cpu: guessed.cpu } : {}),
      ...(packages[parent]?.dev ? { dev: true } : {}),
      ...(guessed.libc ? { libc: guessed.libc } : {}),
      optional: true,
      ...(guessed.os ? { os: guessed.os } : {}),
    }
  }
  return Object.fromEntries(
    Object.entries(filled).toSorted(([one], [other]) => one.localeCompare(other, 'en')),
  )
}

/**
 * @param {string} name
 * @param {string} wanted
 * @returns {Promise<Published>}
 */
async function askRegistry(name, wanted) {
  const fields = ['version', 'dist.integrity', 'os', 'cpu', 'libc']
  const view = ['view', `${name}@${wanted}`, ...fields, '--json', '--loglevel=silent']
  try {
    const { stdout } = await promisify(execFile)('npm', view, {
      shell: process.platform === 'win32',
    })
    const answer = /** @type {Told | Told[]} */ (JSON.parse(stdout || '{}'))
    const { 'dist.integrity': integrity, ...told } = [answer].flat().at(-1) ?? {}
    return { ...told, ...(integrity ? { integrity } : {}) }
  } catch {
    return {}
  }
}

async function main() {
  const file = new URL('../package-lock.json', import.meta.url)
  const text = await readFile(file, 'utf8')
  const lock = /** @type {{ packages: Packages }} */ (JSON.parse(text))
  const missing = gaps(lock.packages)
  const told = addresses(lock.packages)
  for (const place of told) console.error(`${place}: names a registry ("resolved")`)
  if (!process.argv.includes('--check')) {
    lock.packages = await complete(lock.packages, askRegistry)
    await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`)
    console.log(`package-lock.json: ${missing.length} added`)
  } else {
    for (const gap of missing) console.error(`${gap.name}@${gap.wanted}: missing (${gap.parent})`)
    if (missing.length > 0) console.error('npm run lockfile adds them')
    else if (told.length === 0) console.log('package-lock.json is complete')
  }
  if (told.length > 0 || (process.argv.includes('--check') && missing.length > 0)) {
    process.exitCode = 1
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()

// Node 24 parses the `package.json` of drizzle-orm, 180 kB, several times for each of its hundred files:
// half of the time that a process takes to load. It asks for it to learn what kind of module a file is,
// which is said here. Loaded before anything that imports the database.
import module from 'node:module'

/** @param {string} specifier @param {string | undefined} parent */
const isDrizzles = (specifier, parent) =>
  /^\.{1,2}\/.*\.js$/.test(specifier) && parent?.includes('/node_modules/drizzle-orm/')

// Of an older Node the start says so itself.
module.registerHooks?.({
  resolve(specifier, context, next) {
    const { parentURL } = context
    if (!isDrizzles(specifier, parentURL)) return next(specifier, context)
    return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true }
  },
})

import { parseArgs, type ParseArgsConfig } from 'node:util'

/**
 * The options that a command was given. Where there is no such option, it ends with a line that names
 * those that there are.
 */
export function optionsOf<const Options extends NonNullable<ParseArgsConfig['options']>>(
  options: Options,
) {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split('. ')
    const known = Object.keys(options).map((name) => `--${name}`)
    console.error(`${why}; there are ${known.join(', ')}`)
    process.exit(1)
  }
}

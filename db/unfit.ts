/** What is wrong with a database, or with its address, in words of ours, which repeat no value. */
export class Unfit extends Error {}

/**
 * Migrating forward is all that a start may do to a database.
 * @param applied the moments of the migrations that it has had
 * @param known those that this version has
 * @param isEmpty whether it holds no table of anybody
 * @throws `Unfit` where a newer version has changed it, or it belongs to something else
 */
export function demandOurs(applied: number[], known: number[], isEmpty: boolean): void {
  if (applied.some((moment) => !known.includes(moment))) {
    throw new Unfit('another version has changed its tables: run that one, or name a new database')
  }
  if (applied.length === 0 && !isEmpty) {
    throw new Unfit('it holds tables of something else: name a new database')
  }
}

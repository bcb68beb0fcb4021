/**
 * New passwords that were typed on this page, for as long as its document lives: the server keeps
 * none, and a browser's storage is no place for one.
 */
const typed = new Map<string, string>()
const keyOf = (place: string, username: string) => JSON.stringify([place, username])

export const typedPassword = (place: string, username: string): string | null =>
  typed.get(keyOf(place, username)) ?? null

export function rememberPassword(place: string, username: string, password: string | null): void {
  if (password === null) typed.delete(keyOf(place, username))
  else typed.set(keyOf(place, username), password)
}

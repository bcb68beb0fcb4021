/** Why a server cannot listen, in a line that says what to do. `command`: how it was started. */
export function whyNotListening(
  { code, message }: NodeJS.ErrnoException,
  { host, port, command }: { host: string; port: number; command: string },
): string {
  if (code === 'EADDRINUSE') {
    const other = `PORT=${port + 1} ${command}`
    return `PORT ${port} is taken: stop what runs there, or choose another, as in ${other}`
  }
  if (code === 'EACCES') return `PORT ${port} may not be used without more rights`
  return `HOST ${host} cannot be listened on: ${message}`
}

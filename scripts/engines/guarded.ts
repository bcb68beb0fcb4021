// A program that never outlives the one that started it, however that one ends.
import { spawn } from 'node:child_process'
import { Socket } from 'node:net'

/**
 * The shell waits for the end of its input, which comes when this process goes, killed outright or
 * not, and takes the program with it. Its first line says under which id the program runs.
 */
const guard = '"$@" </dev/null & echo "pid $!"; exec >&- 2>&-; read -r _; kill -9 $!; wait'

export interface Guarded {
  pid: number
  /** What it said, once it has ended by itself. */
  lastWords(): string | null
  /** Kills it, and answers when it is gone. */
  end(): Promise<void>
}

/**
 * Starts a program, and waits until it says that it is ready.
 * @throws with what it said, when it ends before
 */
export async function startGuarded(
  command: readonly string[],
  isReady: RegExp,
  user?: { uid: number; gid: number },
): Promise<Guarded> {
  const shell = spawn('sh', ['-c', guard, 'sh', ...command], {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...user,
  })
  const gone = new Promise<void>((resolve) => shell.once('exit', () => resolve()))
  let said = ''
  let hasEnded = false
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [shell.stdout, shell.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said += String(text)
        if (isReady.test(said)) resolve()
      })
      // The program holds them open, and the shell does not.
      stream.once('end', () => {
        hasEnded = true
        reject(new Error(`${command[0]} ended: ${said.trim()}`))
      })
    }
    shell.once('error', reject)
  })
  const end = async () => {
    shell.ref()
    shell.stdin.destroy()
    await gone
  }
  try {
    await ready
  } catch (error) {
    await end()
    throw error
  }
  // From here on it keeps no process alive that is done.
  shell.unref()
  for (const stream of [shell.stdin, shell.stdout, shell.stderr]) {
    if (stream instanceof Socket) stream.unref()
  }
  const pid = Number(/^pid (\d+)$/m.exec(said)?.[1])
  return { pid, lastWords: () => (hasEnded ? said.trim() : null), end }
}

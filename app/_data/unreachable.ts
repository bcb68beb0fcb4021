/** A call's failure where there was no answer at all. */
export const unreachable = {
  ok: false as const,
  status: 0,
  code: 'unreachable',
  detail: 'The server does not answer.',
  errors: [],
  headers: null,
}

// Loaded into a server under test before anything else (`node --import`), and by nothing else: its
// machine's clock is wrong by so many milliseconds.
const ahead = Number(process.env['LAB_TEST_CLOCK_AHEAD'] ?? 0)
const RealDate = Date

class SkewedDate extends RealDate {
  constructor(...given: [] | [number]) {
    if (given.length === 0) super(RealDate.now() + ahead)
    else super(...given)
  }
  // Its own, and not inherited: Next wraps what it finds, and would look for them in vain.
  static override readonly parse = RealDate.parse
  static override readonly UTC = RealDate.UTC

  static override now(): number {
    return RealDate.now() + ahead
  }
}

Object.assign(globalThis, { Date: SkewedDate })

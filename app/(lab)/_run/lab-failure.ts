import type { Failure } from '#app/_data/call.ts'

/** A call failed in a way that ends what was being done; the text is for the visitor. */
export class LabFailure extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.detail)
    this.failure = failure
  }
}

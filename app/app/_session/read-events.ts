import { EventSourceParserStream, type EventSourceMessage } from 'eventsource-parser/stream'

/** Server-sent events out of a `fetch`: an `EventSource` could not send a bearer token. */
export async function* readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<EventSourceMessage> {
  // Not every browser can loop over a stream.
  const reader = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

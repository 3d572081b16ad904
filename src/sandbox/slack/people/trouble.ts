// What a person is shown when the app did not take a command or a press.

export class Trouble extends Error {
  /** `late`: no ack within three seconds; `failed`: nobody there, or the answer cannot be used. */
  readonly kind: 'late' | 'failed'
  constructor(message: string, kind: Trouble['kind']) {
    super(message)
    this.kind = kind
  }
}

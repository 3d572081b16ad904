// What goes over the page's WebSocket: topics that are pushed whole when they change, and commands to them.
// Topics: `directory`, and `screen:<user id>` for each person.

export type FromPage =
  /** Watch exactly these topics from now on. */
  { kind: 'watch'; topics: string[] } | { kind: 'command'; id: number; topic: string; command: unknown }

export type ToPage =
  /** `now` is the desk's clock, in epoch milliseconds: it can be moved. */
  | { kind: 'state'; topic: string; state: unknown; now: number }
  | { kind: 'answer'; id: number; answer: unknown }

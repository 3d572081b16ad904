// Waits with the person: after two seconds a line says that the work goes on.
import type { CommandCall } from '../slack/calls.ts'
import type { Desk } from './desk.ts'

const patienceMs = 2000

/** @param sentence what is said when it takes longer */
export async function patiently<T>(
  desk: Pick<Desk, 'clock'>,
  call: Pick<CommandCall, 'answer'>,
  sentence: string,
  work: Promise<T>,
): Promise<T> {
  const waiting = new AbortController()
  const said = desk.clock
    .sleep(patienceMs, waiting.signal)
    .then(() => call.answer(sentence))
    .catch(() => undefined)
  try {
    return await work
  } finally {
    // With a reason of its own: the default one is an error with a stack, made for each look-up.
    waiting.abort('found')
    // Slack may take the line slowly: the answer must not overtake it.
    await said
  }
}

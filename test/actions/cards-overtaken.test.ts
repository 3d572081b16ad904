// A decision that comes while the first cards of a request are still on their way to Slack.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import { forges, liveButtons, maria, sends, storedActions } from '../support/requests.ts'

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp({ transport: 'http' })
})
afterEach(async () => {
  expectCleanHands(desk)
  await desk.stop()
})

test('a request taken back while its cards are being posted shows on both that it was taken back', async () => {
  const { slack } = desk
  slack.faults.slow('chat.postMessage', 400, 2)
  await sends(desk, 'ana', `/redeem ${maria.email} late`)
  await expect.poll(async () => (await desk.jobs.stats()).running).toBe(2)
  const [made] = await storedActions(desk)
  await forges(slack.person('ana'), 'action.cancel', { id: made?.id ?? '', ts: '' }, 'dm')
  await desk.jobs.idle()
  expect((await storedActions(desk)).map(({ state }) => state)).toEqual(['cancelled'])
  const texts = ['approvals', '@ana'].map(place => slack.store.messagesIn(place).map(({ text }) => text))
  const cancelled = expect.stringContaining('↩️ Cancelado: «Late check-out»')
  expect(texts).toEqual([[cancelled], [cancelled]])
  expect(liveButtons(desk)).toEqual([])
})

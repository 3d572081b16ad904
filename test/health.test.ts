// What a supervisor is told: whether the desk can serve people now, and if not, what is missing.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp, transports } from './support/app.ts'
import { closeDesk } from './support/counter.ts'

describe.each(transports)('over %s', transport => {
  let desk: TestApp
  beforeEach(async () => {
    desk = await startTestApp({ transport })
  })
  afterEach(() => closeDesk(desk))

  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${desk.app.port()}${path}`)
    return [answer.status, await answer.text()]
  }

  test('a programme that does not let the desk in makes it not ready, until it does', async () => {
    desk.loyalty.faults.add({ kind: 'serverError', route: 'POST login/', times: Number.POSITIVE_INFINITY })
    await desk.restart()
    expect(await get('/readyz')).toEqual([503, 'loyalty API: Unavailable: POST login/ (502)\n'])
    expect(await get('/healthz')).toEqual([200, 'ok\n'])
    desk.loyalty.faults.clear()
    expect(await get('/readyz')).toEqual([200, 'ready\n'])
    const logins = () => desk.loyalty.requests.filter(({ route }) => route === 'POST login/').length
    const before = logins()
    expect(await get('/readyz')).toEqual([200, 'ready\n'])
    expect(logins(), 'a probe every few seconds does not log in each time').toBe(before)
  })
})

test('a desk that has lost Slack’s connection says so', async () => {
  const desk = await startTestApp({ transport: 'socket' })
  const ready = async () => {
    const answer = await fetch(`http://127.0.0.1:${desk.app.port()}/readyz`)
    return answer.text()
  }
  expect(await ready()).toBe('ready\n')
  desk.slack.faults.down(true)
  await expect.poll(ready).toBe('Slack: not connected\n')
  desk.slack.faults.down(false)
  await expect.poll(ready, { timeout: 15_000 }).toBe('ready\n')
  await closeDesk(desk)
})

// npm run desk -- digest: a day as text, beside a running app.
import { afterEach, expect, test } from 'vitest'
import { hotelDate } from '../../src/domain/hotel-day.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { maria } from '../support/counter.ts'
import { anaGrants } from '../support/mornings.ts'
import { operator } from '../support/operator.ts'

let desk: TestApp
afterEach(() => desk.stop())

// The tool runs on the machine's own clock.
const today = () => hotelDate({ timeZone: 'Europe/Madrid' }, Date.now())
const start = async () => {
  desk = await startTestApp({ at: new Date().toISOString() })
  await anaGrants(desk)
}

test('prints what was done, the ledger included, and who did it', async () => {
  await start()
  desk.loyalty.store.addPoints({ contact: maria.id, concept: 'PMS', points: 40, bonusPoints: 0, hotel: 101 })
  const run = await operator(desk, 'digest', today())
  expect(run.code).toBe(0)
  expect(run.out).toContain('📊 Hotel Miramar · ')
  expect(run.out).toContain('➕ 330 puntos abonados, 1 vez')
  expect(run.out).toContain('@U0ANA: 330 abonados, 0 canjeados, 1 operación')
  expect(run.out).toContain('📒 1 movimiento ajeno')
  expect(run.out).toContain('⏱️ El día aún no ha terminado')
  expect(run.out).not.toContain(maria.email)
  expect((await operator(desk, 'digest', today(), '--hotel', '101')).out).toBe(run.out)
})

test('fails for a programme that does not answer, and prints what the desk knows', async () => {
  await start()
  desk.env.HDH_PASSWORD = 'wrong'
  const run = await operator(desk, 'digest', today())
  expect(run.code).toBe(1)
  expect(run.out).toContain('➕ 330 puntos abonados, 1 vez')
  expect(run.out).toContain('⚠️ El programa de puntos no ha respondido')
})

test.each([
  [['2999-01-01'], 'Name a day that has begun'],
  [['soon'], 'Name a day that has begun'],
  [['--hotel', '7'], 'Choose a hotel: 101 (Hotel Miramar)'],
])('refuses %j with what to write', async (words, answer) => {
  await start()
  const run = await operator(desk, 'digest', ...words)
  expect(run.code).toBe(1)
  expect(run.out).toContain(answer)
})

// What an answer means, as pure rules: refusals in the API's own words, the pause it asks for, masked messages.
import { expect, it } from 'vitest'
import { flattenMessages, judge, readRetryAfter, retryPause } from '../../src/loyalty/verdict.ts'

it.each([
  [400, { points: ['Not enough.'] }, true],
  [400, { non_field_errors: ['No.'] }, true],
  [400, ['No.'], true],
  [400, { profile: { country: ['Unknown.'] } }, true],
  [422, { detail: 'No.' }, true],
  [404, { detail: 'Not found.', code: 'not_found' }, true],
  [403, { detail: 'No permission.' }, true],
  [401, undefined, true],
  [429, undefined, true],
  [400, undefined, false],
  [400, {}, false],
  [400, [], false],
  [400, { message: 'Bad request' }, false],
  [400, { code: 'x' }, false],
  [400, { detail: { deep: 'x' } }, false],
  [400, 'No.', false],
  [400, null, false],
  [403, { message: ['Forbidden'] }, false],
  [404, { points: ['Not found.'] }, false],
  [409, { detail: 'Conflict.' }, false],
  [405, { detail: 'Method not allowed.' }, false],
  [500, { detail: 'Oops.' }, false],
])('%i with %j was certainly not applied: %s', (status, body, isNotApplied) => {
  expect(judge(status, body).isNotApplied).toBe(isNotApplied)
})

it.each([
  ['120', 120_000],
  [' 0 ', 0],
  [['3', '4'], 3_000],
  ['Sat, 14 Nov 2026 09:00:30 GMT', 30_000],
  ['Sat, 14 Nov 2026 08:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('a pause of %j is read as %s ms', (header, expected) => {
  expect(readRetryAfter(header, Date.UTC(2026, 10, 14, 9))).toBe(expected)
})

const rules = { attempts: 4, pauseMs: 100, maxPauseMs: 250, maxRetryAfterMs: 5_000 }
const passing = { isRetryable: true, retryAfterMs: undefined }

it.each([
  ['the first pause', 1, passing, 0, 100],
  ['the same shortened at random', 1, passing, 1, 50],
  ['twice as long', 2, passing, 0, 200],
  ['no longer than allowed', 3, passing, 0, 250],
  ['no fourth pause', 4, passing, 0, undefined],
  ['none where it cannot help', 1, { isRetryable: false, retryAfterMs: undefined }, 0, undefined],
  ['at least what the API asks', 1, { isRetryable: true, retryAfterMs: 3_000 }, 0, 3_000],
  ['not when the API asks for too much', 1, { isRetryable: true, retryAfterMs: 6_000 }, 0, undefined],
])('%s', (_, attempt, error, random, expected) => {
  expect(retryPause(rules, attempt, error, random)).toBe(expected)
})

it('flattens every shape of messages', () => {
  const body = {
    detail: 'No.',
    points: ['Too many.', 'Really.'],
    address: { country: ['Unknown.'] },
    code: 'bad',
  }
  expect(flattenMessages(body)).toEqual([
    { field: 'detail', message: 'No.' },
    { field: 'points', message: 'Too many.' },
    { field: 'points', message: 'Really.' },
    { field: 'address.country', message: 'Unknown.' },
  ])
  expect(flattenMessages(['No.', ''])).toEqual([{ field: 'detail', message: 'No.' }])
  expect(flattenMessages(undefined)).toEqual([])
  expect(flattenMessages(42)).toEqual([])
})

it('shortens and masks messages', () => {
  const token = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyIjoxfQ.c2lnbmF0dXJlLXBhcnQ'
  const [message] = flattenMessages(
    [`Token ${token} of ana@example.com, password s3cret\n ${'x y '.repeat(200)}`],
    ['s3cret', ''],
  )
  expect(message?.message).toMatch(/^Token ••• of a•••@example\.com, password ••• x y/)
  expect(message?.message).toHaveLength(200)
  expect(message?.message.endsWith('…')).toBe(true)
  expect(flattenMessages(Array.from({ length: 50 }, () => 'x'))).toHaveLength(10)
})

// What the log may hold: ids and codes; never a person or a secret.
import { expect, it, test } from 'vitest'
import { createLogger } from '../../src/lib/logger.ts'

function logged(level: string, write: (logger: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = []
  write(createLogger(level, { write: line => lines.push(line) }))
  return lines
}

test('a line is one JSON object with time, level and what happened', () => {
  const [line = ''] = logged('info', logger => logger.info({ event: 'action.done', reference: 'LD-7F3K2Q' }))
  expect(JSON.parse(line)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    event: 'action.done',
    reference: 'LD-7F3K2Q',
  })
  expect(line.endsWith('\n')).toBe(true)
})

it.each(['token', 'password', 'email', 'authorization', 'name', 'surname', 'response_url', 'trigger_id'])(
  '%s is never written, wherever it stands',
  key => {
    const secret = 'maria-s3cret'
    const [line = ''] = logged('info', logger =>
      logger.info({ event: 'x', [key]: secret, guest: { [key]: secret, id: 7 } }),
    )
    expect(line).not.toContain(secret)
    expect(JSON.parse(line)).toMatchObject({ [key]: '[redacted]', guest: { [key]: '[redacted]', id: 7 } })
  },
)

test('an error is written with its message and cause, and what it carries is hidden too', () => {
  const error = Object.assign(new Error('Slack: no_answer', { cause: new Error('socket hang up') }), {
    token: 'xoxb-1',
  })
  const [line = ''] = logged('info', logger => logger.error({ event: 'bolt.failed', err: error }))
  expect(line).not.toContain('xoxb-1')
  expect(line).toContain('Slack: no_answer')
  expect(line).toContain('socket hang up')
})

test('lines below the level are not written', () => {
  const lines = logged('warn', logger => {
    logger.info({ event: 'quiet' })
    logger.warn({ event: 'loud' })
  })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('loud')
})

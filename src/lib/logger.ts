// pino with redaction: ids and codes may be logged, people and secrets never.
import { type Logger, type LoggerOptions, pino } from 'pino'

export type { Logger }

const redact = [
  'token',
  'password',
  'email',
  'authorization',
  'name',
  'surname',
  'response_url',
  'trigger_id',
]

/** @param level a pino level name; `destination` is for tests that read the lines. */
export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: label => ({ level: label }) },
    redact: { paths: redact.flatMap(key => [key, `*.${key}`]), censor: '[redacted]' },
  }
  return destination ? pino(options, destination) : pino(options)
}

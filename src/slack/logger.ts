// pino behind the logger that Slack's packages ask for, so that nothing of theirs goes past our redaction.
import { LogLevel, type Logger as SlackLogger } from '@slack/bolt'
import type { Logger } from '../lib/logger.ts'

/** Slack's packages set their own level on the logger they are given; ours stays as configured. */
export function toSlackLogger(logger: Logger): SlackLogger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const err = parts.find(part => part instanceof Error)
      const message = parts.filter(part => typeof part === 'string').join(' ')
      // Their debug lines hold whole bodies.
      if (level !== 'debug') logger[level]({ event: 'slack.said', ...(err && { err }) }, message)
    }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  }
}

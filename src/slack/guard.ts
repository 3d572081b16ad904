// Around every listener: who may go on, and that whatever fails is told to the person who asked.
import { randomUUID } from 'node:crypto'
import type { RespondFn } from '@slack/bolt'
import type { Clock } from '../lib/clock.ts'
import { inTime } from '../lib/in-time.ts'
import type { Logger } from '../lib/logger.ts'
import type { Language } from '../lib/words.ts'
import type { ChartedMessage } from './blocks.ts'
import type { Call } from './calls.ts'
import { explain } from './errors.ts'
import type { Identity, Who } from './identity.ts'
import type { Messenger } from './messenger.ts'
import { toMessage } from './notice.ts'
import { slackWords } from './words.ts'

export interface GuardOptions {
  clock: Clock
  identity: Identity
  messenger: Messenger
  logger: Logger
  isSetUp: () => boolean
}

/** A form waits for its answer, and Slack for 3 s at most. */
const admitWithinMs = 1500

export function createGuard(options: GuardOptions) {
  const { identity, logger } = options

  /** Undefined when the person may use the desk; else the sentence that says why not. */
  const stopped = (who: Who): string | undefined => {
    const say = slackWords(who.language)
    if (!options.isSetUp()) return say('notSetUp')
    if (who.hotels.length === 0) return say('notStaff')
    return who.isInForeignChannel ? say('notYourHotel') : undefined
  }

  /** As `stopped`, after asking Slack about someone who is on no list: they may administer the workspace. */
  const admit = async (call: Pick<Call, 'who'>, channelId?: string): Promise<string | undefined> => {
    const refusal = stopped(call.who)
    if (!refusal || !options.isSetUp()) return refusal
    await identity.meet(call.who.userId)
    call.who = identity.who(call.who.userId, channelId)
    return stopped(call.who)
  }

  /** As `admit`, where Slack still waits for the answer. */
  const admitInTime = async (call: Pick<Call, 'who'>): Promise<string | undefined> =>
    stopped(call.who) && inTime(options.clock, admitWithinMs, admit(call), () => stopped(call.who))

  /** What the person is told about a failure; one of ours is logged with the code that they hear. */
  const failed = (error: unknown, where: string, language: Language): string => {
    const expected = explain(error, language)
    if (expected !== undefined) {
      logger.warn({
        event: 'listener.failed',
        where,
        reason: String(error instanceof Error ? error.message : ''),
      })
      return expected
    }
    const code = randomUUID().slice(0, 6).toUpperCase()
    logger.error({ event: 'listener.crashed', where, code, err: error })
    return slackWords(language)('unexpected', { code })
  }

  /** How a person is answered: where they asked, else in their direct messages. */
  const answerer =
    (userId: string, respond: RespondFn | undefined) => async (message: string | ChartedMessage) => {
      const content = typeof message === 'string' ? toMessage(message) : message
      try {
        if (!respond) throw new Error('no response_url')
        await respond({ ...content, response_type: 'ephemeral', replace_original: false })
      } catch {
        await options.messenger.post(userId, content)
      }
    }

  /** Runs what follows an ack; whatever fails in it is told to the person. */
  const guarded = async (where: string, call: Call, run: () => Promise<void>) => {
    try {
      await run()
    } catch (error) {
      const sentence = failed(error, where, call.who.language)
      await call.answer(sentence).catch(reason => logger.error({ event: 'answer.lost', where, err: reason }))
    }
  }

  return { admit, admitInTime, failed, answerer, guarded }
}

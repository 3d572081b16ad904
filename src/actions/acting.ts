// Who really stands at a shared log-in.
import type { DeskHotel } from '../domain/settings.ts'
import { isStaff } from '../domain/staff.ts'
import type { KnownBlock } from '../slack/blocks.ts'
import type { Typed } from '../slack/form.ts'
import type { Who } from '../slack/identity.ts'
import { personInput } from '../slack/inputs.ts'
import type { Desk } from './desk.ts'
import { formWords } from './form-words.ts'

/**
 * Whom the form's field names: a colleague of this hotel, never the log-in itself.
 * @returns no `userId` where the person uses a log-in of their own
 */
export function readActing(
  { identity }: Pick<Desk, 'identity'>,
  { userId, language }: Pick<Who, 'userId' | 'language'>,
  { acting }: Typed,
  hotel: DeskHotel,
): { userId: string | undefined } | { error: string } {
  const say = formWords(language)
  if (!identity.staffIn(userId, hotel).isShared) return { userId: undefined }
  if (!acting) return { error: say('actingMissing') }
  const colleague = identity.staffIn(acting, hotel)
  if (!isStaff(colleague) || colleague.isShared) return { error: say('actingNotStaff') }
  return { userId: acting }
}

/** The field for it, where the log-in is shared. */
export function actingInput(
  isShared: boolean,
  feature: string,
  language: Who['language'],
  initial?: string | undefined,
): KnownBlock[] {
  if (!isShared) return []
  return [personInput({ field: 'acting', feature, label: formWords(language)('acting'), initial })]
}

// Opens one operation's details: the modal at once, the operation itself when the programme has answered.
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { hotelAt } from '../../actions/guest-window.ts'
import { updateIfOpen } from '../../actions/open-view.ts'
import type { Operation, OperationId } from '../../domain/guest.ts'
import { splitConcept } from '../../domain/reference.ts'
import { isMissing } from '../../loyalty/errors.ts'
import type { ModalView } from '../../slack/blocks.ts'
import type { ButtonCall } from '../../slack/calls.ts'
import { explain } from '../../slack/errors.ts'
import type { Who } from '../../slack/identity.ts'
import { detailsView, noticeDetails } from './details.ts'
import { findOurs } from './ours.ts'
import type { Place } from './place.ts'
import { historyWords } from './words.ts'

export async function openDetails(desk: Desk, call: ButtonCall, place: Place): Promise<void> {
  const { view, who } = call
  const id = Number(call.value)
  if (!view || !Number.isSafeInteger(id) || id <= 0) return
  const say = historyWords(who.language)
  const opened = await desk.messenger.pushView(call.triggerId, noticeDetails(say('readingOne'), who.language))
  await updateIfOpen(desk, opened.id, await details(desk, id as OperationId, place, who, view.isFirst))
}

async function details(
  desk: Desk,
  id: OperationId,
  place: Place,
  who: Who,
  mayOpen: boolean,
): Promise<ModalView> {
  const { language } = who
  const gone = () => noticeDetails(`⚠️ ${historyWords(language)('gone')}`, language)
  let row: Operation
  try {
    row = await desk.loyalty.operations.get(id)
  } catch (error) {
    if (isMissing(error)) return gone()
    const sentence = explain(error, language)
    if (sentence === undefined) throw error
    desk.logger.warn({ event: 'operation.not-read', reason: error instanceof Error ? error.message : '' })
    return noticeDetails(`⚠️ ${sentence}`, language)
  }
  // The press names a row of another guest: it did not come from this list.
  if (row.contactId !== place.contactId) return gone()
  const [ours, products] = await Promise.all([
    findOurs(desk, [row], who),
    row.productId === undefined ? [] : desk.products(),
  ])
  const { reference } = splitConcept(row.concept)
  const own = reference && ours.get(reference)
  return detailsView({
    row,
    own: own && { ours: own, bound: desk.bind(own.action), mayOpen },
    products,
    hotel: hotelAt(place, who),
    rowHotel: row.hotelId === undefined ? undefined : hotelOf(desk, row.hotelId),
    now: desk.clock.now(),
    language,
  })
}

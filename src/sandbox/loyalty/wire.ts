// Row → JSON, odd shapes included: bonus_points is a decimal string, timestamps have microseconds and no
// offset, expired_date lies about 1 ms before the timestamp on rows that never expire.
import type { Contact, Entry, Operation, Product } from './model.ts'
import { naiveTimestamp } from './naive-time.ts'

/** The club's tag that joining puts on a contact. */
const clubTag = 51

/** Field names are those of the vendor's write calls; `email_status` and `deleted` are this sandbox's choice. */
export function contactJson(contact: Contact, timeZone: string): Record<string, unknown> {
  const extraTags = Array.isArray(contact.profile.custom_tags) ? contact.profile.custom_tags : []
  return {
    id: contact.id,
    email: contact.email,
    email_status: contact.emailStatus,
    name: contact.name,
    surname: contact.surname,
    phone1: '',
    phone2: '',
    birthday: null,
    gender: 0,
    identification_document_type: 0,
    identification_number: '',
    address: '',
    post_code: '',
    province: null,
    town: null,
    zone: null,
    custom_fields: {},
    notes: '',
    ...contact.profile,
    language: contact.language,
    country: contact.country,
    custom_tags: contact.isMember ? [clubTag, ...extraTags] : extraTags,
    external_object_id: contact.externalObjectId,
    subscribed: contact.subscribed,
    source: contact.source,
    deleted: contact.deleted,
    level: contact.level,
    points: contact.points,
    level_points: contact.levelPoints,
    loyalty_id: contact.loyaltyId,
    loyalty_bookings: contact.loyaltyBookings,
    loyalty_nights: contact.loyaltyNights,
    loyalty_last_booking_date: contact.loyaltyLastBookingDate,
    loyalty_custom_tag_timestamp: contact.memberSince,
    created_at: naiveTimestamp(contact.createdAt * 1000, timeZone),
    updated_at: naiveTimestamp(contact.updatedAt * 1000, timeZone),
    ...contact.oddities,
  }
}

export function operationJson(operation: Operation, contactEmail: string, timeZone: string) {
  const micros = operation.at * 1000 + ((operation.id * 379) % 1000)
  const expiry =
    operation.expiresAt === null ? micros - 1000 - (operation.id % 90) : operation.expiresAt * 1000
  return {
    id: operation.id,
    contact: operation.contact,
    contact_email: contactEmail,
    points: operation.points,
    consumed_points: operation.consumedPoints,
    remaining_points: operation.remainingPoints,
    expired_points: operation.expiredPoints,
    level_points: operation.levelPoints,
    bonus_points: operation.bonusPoints.toFixed(2),
    concept: operation.concept,
    comments: operation.comments,
    code: operation.code,
    redeemed: operation.redeemed,
    point_type: operation.pointType,
    timestamp: naiveTimestamp(micros, timeZone),
    updated_at: naiveTimestamp(operation.updatedAt * 1000 + ((operation.id * 379) % 1000), timeZone),
    expired_date: naiveTimestamp(expiry, timeZone),
    product: operation.product,
    book: operation.book,
    hotel: operation.hotel,
    book_room_number: operation.bookRoomNumber,
    manager: operation.manager,
  }
}

export function productJson(product: Product) {
  return {
    id: product.id,
    title: product.title,
    category: product.category,
    image: product.image,
    points: product.points,
    featured: product.featured,
    start_date: product.startDate,
    end_date: product.endDate,
    code: product.code,
    is_visible: product.isVisible,
    promocode: product.promocode,
    notify_alert_emails: product.notifyAlertEmails,
    hotels: product.hotels,
    levels: product.levels,
  }
}

/** @param contact the id on ordinary reads, the contact's own JSON in entries/by-room/. */
export function entryJson(entry: Entry, contact: number | Record<string, unknown>) {
  return {
    id: entry.id,
    hotel: entry.hotel,
    contact,
    localizer: entry.localizer,
    entrance: entry.entrance,
    departure: entry.departure,
    date: entry.date,
    room_number: entry.roomNumber,
    status: entry.status,
    sub_status: entry.subStatus,
    is_checkin_realized: entry.isCheckinRealized,
    is_checkout_realized: entry.isCheckoutRealized,
    amount: entry.amount.toFixed(2),
    currency: entry.currency,
    booking_type: entry.bookingType,
    input_channel: entry.inputChannel,
    external_object_id: entry.externalObjectId,
  }
}

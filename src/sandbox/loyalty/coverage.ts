// What of the real API this sandbox offers, route by route, and where its behaviour is a choice of its own
// because the vendor's articles and client leave it open. A test compares the table with the server.

export type CoverageRow =
  | { route: string; state: 'supported' }
  | { route: string; state: 'partial'; missing: string }
  | { route: string; state: 'not offered'; why: string }

export const coverage: readonly CoverageRow[] = [
  {
    route: 'POST login/',
    state: 'partial',
    missing: 'whether wrong credentials are a 400 or a 401 is not known: here 401',
  },
  { route: 'POST verify/', state: 'not offered', why: 'only its name is documented; its fields are not' },
  {
    route: 'POST token-refresh/',
    state: 'not offered',
    why: 'only its name is documented; its fields are not',
  },

  {
    route: 'GET contacts/',
    state: 'partial',
    missing:
      'filters other than email__iexact and external_object_id; permissions of the API user; the sizes of pages ' +
      'are not known: in every list here 50 rows by default, 100 at most',
  },
  {
    route: 'POST contacts/',
    state: 'partial',
    missing: 'unknown provinces, towns, zones and tags are kept as sent, not created as items',
  },
  { route: 'GET contacts/{id}/', state: 'supported' },
  {
    route: 'PATCH contacts/{id}/',
    state: 'partial',
    missing: 'items as for POST; e-mail status, deleted flag and unsubscribe reason cannot be written',
  },
  {
    route: 'POST contacts/web-form/',
    state: 'not offered',
    why: 'a desk creates contacts by POST contacts/',
  },

  {
    route: 'POST contacts/{id}/loyalty-sign-in/',
    state: 'partial',
    missing:
      'the real rules for passwords and the answer for a member are not known: here 8 characters, and a member’s ' +
      'password is overwritten',
  },
  {
    route: 'POST contacts/{id}/loyalty-update-data/',
    state: 'partial',
    missing: 'whether the real call sets or adds is not known: here it sets and leaves no ledger row',
  },
  {
    route: 'POST contacts/loyalty-login/',
    state: 'partial',
    missing: 'the real status for a wrong guest password is not known: here 400, so no token looks dead',
  },
  {
    route: 'POST contacts/loyalty-reset-password/',
    state: 'partial',
    missing:
      'the real answer for an unknown e-mail is not known: here 200, and no mail; any contact gets one',
  },
  { route: 'POST contacts/{id}/loyalty-change-password/', state: 'supported' },
  {
    route: 'POST contacts/{id}/loyalty-reset-account/',
    state: 'partial',
    missing: 'what becomes of the points is not documented: here all lots end and the balance is 0',
  },

  {
    route: 'GET operations/',
    state: 'partial',
    missing:
      'the filter contact and the order are not proven; here the filter works, newest first by default',
  },
  { route: 'GET operations/{id}/', state: 'supported' },
  {
    route: 'POST operations/add-points/',
    state: 'partial',
    missing:
      'what is not documented: non-members are refused, a concept has at most 255 characters; ' +
      'point types other than 0 are refused, levels never rise, product, hotel, book and comments are ignored; ' +
      'the bonus is rounded to whole points and is part of the lot: remaining = points + bonus + consumed - expired',
  },
  {
    route: 'POST operations/redeem-points/',
    state: 'partial',
    missing:
      'what becomes of more points than there are is not known: here 400; as add-points for non-members and concepts; ' +
      'how the real row looks is not known: here points are negative, consumed and remaining 0, and the oldest ' +
      'lots show what was taken; product and hotel are ignored; lots do not end by themselves as time passes',
  },

  {
    route: 'GET products/',
    state: 'partial',
    missing: 'the path is inferred; the numbers of category are made up',
  },
  { route: 'GET products/{id}/', state: 'partial', missing: 'the path is inferred' },

  { route: 'GET entries/', state: 'supported' },
  { route: 'GET entries/{id}/', state: 'supported' },
  {
    route: 'GET entries/by-room/',
    state: 'partial',
    missing: 'the real shape is not known: here the usual list, each row with its contact as an object',
  },
  {
    route: 'POST entries/',
    state: 'not offered',
    why: 'stays are written by the hotel system, not by a desk',
  },
  { route: 'PATCH entries/{id}/', state: 'not offered', why: 'as POST entries/' },
  { route: 'POST bookings/', state: 'not offered', why: 'as POST entries/' },
  {
    route: 'POST webhooks/zapier-webhooks-subscriptions/',
    state: 'not offered',
    why: 'payloads and authenticity are not documented',
  },
  { route: 'GET provinces/', state: 'not offered', why: 'lists of items are of no use at a desk' },
  { route: 'GET room-types/', state: 'not offered', why: 'lists of items are of no use at a desk' },
]

// What may be written to a contact, and its names on the wire.
/** Fields of a contact that the API takes (documented, or seen in the vendor's client). Missing: left as it is. */
export interface ContactChanges {
  email?: string
  name?: string
  surname?: string
  phone1?: string
  phone2?: string
  /** `YYYY-MM-DD` */
  birthday?: string
  /** 0 unspecified, 1 man, 2 woman, 3 non-binary, 4 gender fluid, 5 prefers not to say. */
  gender?: number
  /** 0 other, 1 DNI, 2 NIE, 3 passport. */
  documentType?: number
  documentNumber?: string
  /** ISO 639-1 */
  language?: string
  /** ISO 3166-1 alpha-2 */
  country?: string
  address?: string
  postCode?: string
  /** Id or name; an unknown name is created by the API. */
  province?: number | string
  town?: number | string
  zone?: number | string
  businessName?: string
  workPlace?: string
  businessAddress?: string
  fiscalAddress?: string
  /** Ids or names; new ones are created by the API. */
  customTags?: readonly (number | string)[]
  /** By the API's field ids, `cf_…`. */
  customFields?: Readonly<Record<string, unknown>>
  externalObjectId?: string
  notes?: string
  subscribed?: boolean
  /** Where the contact comes from; default when creating: the setting `contactSource`. */
  source?: number
}

/** What update-data sets; a missing one is left as it is. */
export interface LoyaltyData {
  /** The level's id, not its rank. */
  level?: number
  points?: number
  levelPoints?: number
  loyaltyCard?: string
  bookings?: number
  nights?: number
  /** `YYYY-MM-DD` */
  lastBookingOn?: string
  /** `YYYY-MM-DDTHH:MM:SS`, the moment of joining. */
  memberSince?: string
}

const contactNames: Record<keyof ContactChanges, string> = {
  email: 'email',
  name: 'name',
  surname: 'surname',
  phone1: 'phone1',
  phone2: 'phone2',
  birthday: 'birthday',
  gender: 'gender',
  documentType: 'identification_document_type',
  documentNumber: 'identification_number',
  language: 'language',
  country: 'country',
  address: 'address',
  postCode: 'post_code',
  province: 'province',
  town: 'town',
  zone: 'zone',
  businessName: 'business_name',
  workPlace: 'work_place',
  businessAddress: 'business_address',
  fiscalAddress: 'fiscal_address',
  customTags: 'custom_tags',
  customFields: 'custom_fields',
  externalObjectId: 'external_object_id',
  notes: 'notes',
  subscribed: 'subscribed',
  source: 'source',
}

const loyaltyNames: Record<keyof LoyaltyData, string> = {
  level: 'level',
  points: 'points',
  levelPoints: 'level_points',
  loyaltyCard: 'loyalty_id',
  bookings: 'loyalty_bookings',
  nights: 'loyalty_nights',
  lastBookingOn: 'loyalty_last_booking_date',
  memberSince: 'loyalty_custom_tag_timestamp',
}

export const toContactBody = (changes: ContactChanges) => renamed(changes, contactNames)
export const toLoyaltyBody = (data: LoyaltyData) => renamed(data, loyaltyNames)

function renamed<T extends object>(
  values: T,
  names: Record<keyof T & string, string>,
): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const [key, name] of Object.entries<string>(names)) {
    const value: unknown = values[key as keyof T] // `names` has exactly the keys of T
    if (value !== undefined) body[name] = value
  }
  return body
}

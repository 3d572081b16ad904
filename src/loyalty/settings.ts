// Everything that the API's documentation leaves open, with the careful default. One object, so that a hotel can
// correct an assumption without a new release.
import type { RetryRules } from './verdict.ts'

/** Paths below the base URL. `{id}` is replaced; a path never leaves the base. */
interface LoyaltyPaths {
  login: string
  contacts: string
  contact: string
  signIn: string
  updateData: string
  guestLogin: string
  resetPassword: string
  operations: string
  operation: string
  addPoints: string
  redeemPoints: string
  products: string
  product: string
  entries: string
  entriesByRoom: string
}

/** What the fields of a contact are called in answers. The answer's JSON is not documented: these are the names that
 * the update call takes (inferred). */
interface ContactFields {
  level: string
  points: string
  levelPoints: string
  loyaltyCard: string
  /** The moment of joining the club. */
  memberSince: string
  tags: string
  emailStatus: string
  deleted: string
}

/** How a member is told from other contacts. */
export type MemberMarker =
  /** A moment of joining stands on the contact; null: not a member; missing: unknown. */
  | { by: 'timestamp' }
  /** The club's tag, by id or name, stands on the contact. */
  | { by: 'tag'; tag: number | string }

export interface LoyaltySettings {
  /** The word before the token in `Authorization`. Documented: `Token`, not `Bearer`. */
  authWord: string
  /** A token is renewed at this age, or a minute before the `exp` that it carries. Documented life: 24 h. */
  tokenLifeMs: number
  paths: LoyaltyPaths
  contactFields: ContactFields
  memberMarker: MemberMarker
  /** `source` of contacts that the desk creates. Seen in the vendor's client: 21 is "API". */
  contactSource: number
  /** The filter that finds a contact by e-mail. Documented. */
  emailFilter: string
  /** The filter of operations by contact: undocumented, so foreign rows are dropped in any case. */
  operationsContactFilter: string
  /** `point_type` of a grant; 0 is "regular" (seen in the vendor's client). undefined: not sent. */
  grantPointType: number | undefined
  /** Whether redeem-points carries `point_type` too. The vendor's client does not send it. */
  sendPointTypeOnRedeem: boolean
  /** Extra fields of redeem-points: undocumented, so off. */
  redeemFields: { product: boolean; hotel: boolean }
  /**
   * How a redemption is told from a grant in the ledger. `as-printed`: its points are negative. `from-rest`: points
   * are printed without a sign, and a row of which nothing is left though nothing was consumed or expired is one.
   */
  redemptionSign: 'as-printed' | 'from-rest'
  /** What an empty `hotels` or `levels` of a product means (inferred: no restriction). */
  emptyProductList: 'unrestricted' | 'nobody'
  /** The mails of a sign-in, where the caller does not say. */
  signInMails: { activation: boolean; welcome: boolean }
  /** Rows per page. The API's maximum is not documented. */
  pageLimit: number
  /** Pages per list at most. */
  pageCap: number
  retries: RetryRules
  /** A longer answer is not read to its end. */
  maxBodyBytes: number
}

type Nested = 'paths' | 'contactFields' | 'redeemFields' | 'signInMails' | 'retries'

/** Any part of the settings; what is left out keeps its default. */
export type LoyaltySettingsChanges = Partial<Omit<LoyaltySettings, Nested>> & {
  [Key in Nested]?: Partial<LoyaltySettings[Key]>
}

const hour = 3_600_000

const defaultLoyaltySettings: LoyaltySettings = {
  authWord: 'Token',
  tokenLifeMs: 23 * hour,
  paths: {
    login: 'login/',
    contacts: 'contacts/',
    contact: 'contacts/{id}/',
    signIn: 'contacts/{id}/loyalty-sign-in/',
    updateData: 'contacts/{id}/loyalty-update-data/',
    guestLogin: 'contacts/loyalty-login/',
    resetPassword: 'contacts/loyalty-reset-password/',
    operations: 'operations/',
    operation: 'operations/{id}/',
    addPoints: 'operations/add-points/',
    redeemPoints: 'operations/redeem-points/',
    products: 'products/',
    product: 'products/{id}/',
    entries: 'entries/',
    entriesByRoom: 'entries/by-room/',
  },
  contactFields: {
    level: 'level',
    points: 'points',
    levelPoints: 'level_points',
    loyaltyCard: 'loyalty_id',
    memberSince: 'loyalty_custom_tag_timestamp',
    tags: 'custom_tags',
    emailStatus: 'email_status',
    deleted: 'deleted',
  },
  memberMarker: { by: 'timestamp' },
  contactSource: 21,
  emailFilter: 'email__iexact',
  operationsContactFilter: 'contact',
  grantPointType: 0,
  sendPointTypeOnRedeem: false,
  redeemFields: { product: false, hotel: false },
  redemptionSign: 'as-printed',
  emptyProductList: 'unrestricted',
  signInMails: { activation: true, welcome: false },
  pageLimit: 50,
  pageCap: 20,
  retries: { attempts: 3, pauseMs: 200, maxPauseMs: 2_000, maxRetryAfterMs: 5_000 },
  maxBodyBytes: 4 * 1024 * 1024,
}

/** @throws Error when a path is not a plain relative one: the token would leave with it */
export function completeSettings(changes: LoyaltySettingsChanges = {}): LoyaltySettings {
  const base = defaultLoyaltySettings
  const paths = { ...base.paths, ...changes.paths }
  for (const [name, path] of Object.entries(paths)) {
    if (!/^[\w{][\w{}./-]*$/.test(path) || path.includes('..') || path.includes('//')) {
      throw new Error(`The loyalty path "${name}" must be a plain path below the base URL`)
    }
  }
  return {
    ...base,
    ...changes,
    paths,
    contactFields: { ...base.contactFields, ...changes.contactFields },
    redeemFields: { ...base.redeemFields, ...changes.redeemFields },
    signInMails: { ...base.signInMails, ...changes.signInMails },
    retries: { ...base.retries, ...changes.retries },
  }
}

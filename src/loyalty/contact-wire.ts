// A contact as the API prints it → a guest. Missing or null loyalty fields are "unknown", never 0.
import * as z from 'zod'
import {
  type ContactId,
  type EmailStatus,
  type Guest,
  type LevelId,
  type Membership,
  unknown,
} from '../domain/guest.ts'
import { createPageReader } from './pages.ts'
import type { LoyaltySettings, MemberMarker } from './settings.ts'
import {
  amountWire,
  asContactId,
  checked,
  createReader,
  flagWire,
  idWire,
  type Reader,
  textWire,
  toAmount,
  toId,
  toMoment,
  toText,
  toTextOrNone,
} from './wire.ts'

/** Documented: id, email. The rest is inferred from the names that the update call takes. */
const contactWire = z.object({
  id: idWire,
  email: textWire,
  name: textWire,
  surname: textWire,
  language: textWire,
  level: z.union([idWire, z.literal([0, '0', '']), z.null()], 'not a level id').optional(),
  points: amountWire,
  levelPoints: amountWire,
  loyaltyCard: textWire,
  memberSince: textWire,
  tags: z.array(z.unknown()).nullish(),
  emailStatus: amountWire,
  deleted: flagWire,
})

type ContactWire = z.infer<typeof contactWire>

export interface ContactReaders {
  any: Reader<Guest>
  /** The contact asked for, or drift. */
  one(id: ContactId): Reader<Guest>
  /** The same, or undefined for a deleted one. */
  kept(id: ContactId): Reader<Guest | undefined>
  /** The id alone, whatever else is there. */
  id: Reader<ContactId>
  /** Every contact with this e-mail that is not deleted; drift when others came along. */
  byEmail(email: string): Reader<readonly Guest[]>
}

export function createContactReaders(settings: LoyaltySettings): ContactReaders {
  const wire = z.preprocess(renamer(settings), contactWire)
  const toGuest = (contact: ContactWire) => toGuestBy(settings.memberMarker, contact)
  const toKept = (contact: ContactWire) => ({ guest: toGuest(contact), isDeleted: isSet(contact.deleted) })
  const names = { ...settings.contactFields }
  const any = createReader(wire, toKept, names)
  const page = createPageReader(wire, toKept, names)
  const asked = (id: ContactId) =>
    checked(any, kept =>
      kept.guest.contactId === id ? { value: kept } : { issues: ['id: another contact than asked'] },
    )
  return {
    any: checked(any, ({ guest }) => ({ value: guest })),
    one: id => checked(asked(id), ({ guest }) => ({ value: guest })),
    kept: id => checked(asked(id), ({ guest, isDeleted }) => ({ value: isDeleted ? undefined : guest })),
    id: createReader(z.object({ id: idWire }), contact => asContactId(toId(contact.id))),
    byEmail: email =>
      checked(page, ({ rows, count }) => {
        const own = rows.filter(({ guest }) => isSameEmail(guest.email, email))
        // A filter that was not applied returns everyone: what else is there cannot be known from one page.
        if (own.length < rows.length && count !== 1)
          return { issues: [`${settings.emailFilter}: not applied`] }
        return { value: own.filter(({ isDeleted }) => !isDeleted).map(({ guest }) => guest) }
      }),
  }
}

const isSameEmail = (a: string, b: string) => plain(a) === plain(b)
const plain = (email: string) => email.normalize('NFC').trim().toLowerCase()

const isSet = (flag: z.infer<typeof flagWire>) => flag === true || flag === 1

/** The row's fields under our names. */
function renamer(settings: LoyaltySettings): (row: unknown) => unknown {
  const names = Object.entries(settings.contactFields)
  return row => {
    if (!isRecord(row)) return row
    const { id, email, name, surname, language } = row
    const target: Record<string, unknown> = { id, email, name, surname, language }
    for (const [ours, theirs] of names) if (theirs in row) target[ours] = row[theirs]
    return target
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function toGuestBy(marker: MemberMarker, wire: ContactWire): Guest {
  return {
    contactId: asContactId(toId(wire.id)),
    email: toText(wire.email),
    name: toText(wire.name),
    surname: toText(wire.surname),
    language: /^[a-z]{2}/.exec(toText(wire.language).toLowerCase())?.[0],
    membership: toMembership(marker, wire),
    level: toLevel(wire.level),
    points: toAmount(wire.points),
    levelPoints: toAmount(wire.levelPoints),
    loyaltyCard: toTextOrNone(wire.loyaltyCard),
    emailStatus: toEmailStatus(wire.emailStatus),
  }
}

function toLevel(wire: ContactWire['level']): LevelId {
  if (wire === undefined) return unknown
  if (wire === null || wire === 0 || wire === '0' || wire === '') return 'none'
  return toId(wire)
}

function toMembership(marker: MemberMarker, wire: ContactWire): Membership {
  const since = toMoment(wire.memberSince)
  if (marker.by === 'timestamp') {
    if (wire.memberSince === undefined) return { kind: 'unknown' }
    return toText(wire.memberSince) === '' ? { kind: 'not-member' } : { kind: 'member', since }
  }
  if (!wire.tags) return { kind: 'unknown' }
  return wire.tags.some(tag => isTag(tag, marker.tag)) ? { kind: 'member', since } : { kind: 'not-member' }
}

/** A tag is printed as an id, a name or an object with both (inferred). */
function isTag(tag: unknown, wanted: number | string): boolean {
  if (typeof tag === 'object' && tag !== null) {
    return ('id' in tag && isTag(tag.id, wanted)) || ('name' in tag && isTag(tag.name, wanted))
  }
  return (
    (typeof tag === 'number' || typeof tag === 'string') &&
    String(tag).trim().toLowerCase() === String(wanted).trim().toLowerCase()
  )
}

/** 0 new, 1 valid, 2 verified, 3 bounced, 4 hard-bounced (documented; the field's name is not). */
function toEmailStatus(wire: ContactWire['emailStatus']): EmailStatus {
  const status = toAmount(wire)
  if (status === unknown) return unknown
  return status >= 3 ? 'bounced' : 'usable'
}

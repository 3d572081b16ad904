// Who is in the house today, who left, who comes. Days are counted from today.
import type { Entry } from './model.ts'
import { shiftDay } from './naive-time.ts'
import type { LoyaltyStore } from './store.ts'

/** [contact, hotel, room, locator, arrives in days, nights, sub-status] */
type StayRow = readonly [
  contact: number,
  hotel: number,
  room: string | null,
  localizer: string,
  arrives: number,
  nights: number,
  subStatus: number,
]

const confirmed = 2
const cancelled = 4
const noShow = 5
const staying = 8
const checkedOut = 9

const stays: readonly StayRow[] = [
  [11656629, 101, '204', 'ABC123', -2, 4, staying],
  // Two guests in one room, each with a booking of their own.
  [11656604, 101, '310', 'FGL310', -1, 3, staying],
  [11656605, 101, '310', 'FGP310', -1, 3, staying],
  [11656603, 101, '118', 'JSM118', -4, 7, staying],
  [11656610, 101, '215', 'EJO215', 0, 2, staying],
  [11656607, 102, '12', 'HMU012', -1, 5, staying],
  [11656622, 102, '204', 'MPF204', -2, 3, staying],
  // Left this morning: the hotel's own grant comes tomorrow.
  [11656602, 101, '109', 'CMS109', -3, 3, checkedOut],
  [11656615, 101, '401', 'LSO401', 1, 2, confirmed],
  [11656612, 102, null, 'MTV000', 6, 4, confirmed],
  // Same room and arrival as ABC123, but cancelled: must never be taken for its guest.
  [11656608, 101, '204', 'GRO204', -2, 2, cancelled],
  [11656618, 101, null, 'DOM000', -5, 1, noShow],
]

export function seedStays(store: LoyaltyStore, today: string): void {
  for (const [contact, hotel, roomNumber, localizer, arrives, nights, subStatus] of stays) {
    const stay: Omit<Entry, 'id'> = {
      hotel,
      contact,
      localizer,
      entrance: shiftDay(today, arrives),
      departure: shiftDay(today, arrives + nights),
      date: shiftDay(today, arrives - 21),
      roomNumber,
      status: subStatus === cancelled || subStatus === noShow ? 0 : 1,
      subStatus,
      isCheckinRealized: subStatus === staying || subStatus === checkedOut,
      isCheckoutRealized: subStatus === checkedOut,
      amount: nights * 110,
      currency: 'EUR',
      bookingType: 0,
      inputChannel: 7,
      externalObjectId: `PMS-${localizer}`,
    }
    store.addEntry(stay)
  }
}

// Slack user → Staff, at the moment of one click. Reads memory only: it stands between a click and its answer.
import { type DeskHotel, hotelOfChannel, type Settings } from '../domain/settings.ts'
import { isStaff, type Staff } from '../domain/staff.ts'
import type { Language } from '../lib/words.ts'
import type { Directory } from './directory.ts'

/** The person behind a command, a click or a form. */
export interface Who {
  userId: string
  language: Language
  /** Where the person is staff. */
  hotels: readonly DeskHotel[]
  /** The channel belongs to a hotel where the person is not staff. */
  isInForeignChannel: boolean
  /** The channel's hotel, else the person's only one. */
  hotel: DeskHotel | undefined
}

export type Identity = ReturnType<typeof createIdentity>

export function createIdentity(options: { settings: () => Settings | undefined; directory: Directory }) {
  const { directory } = options

  const holds = (userId: string, list: readonly string[]): boolean =>
    list.some(id => id === userId || (id.startsWith('S') && directory.membersOf(id).has(userId)))

  const staffIn = (userId: string, hotel: DeskHotel): Staff => {
    const { agents, managers, admins, shared } = hotel.staff
    const isShared = shared.includes(userId)
    return {
      userId,
      hotelId: hotel.id,
      isShared,
      isAgent:
        isShared ||
        (agents === 'desk-channel-members'
          ? directory.membersOf(hotel.channels.desk).has(userId)
          : holds(userId, agents)),
      isManager: holds(userId, managers) && !isShared,
      isAdmin: holds(userId, admins) || directory.isWorkspaceAdmin(userId),
    }
  }

  /** The people of a list, groups resolved. */
  const expand = (list: readonly string[]): string[] => [
    ...new Set(list.flatMap(id => (id.startsWith('S') ? [...directory.membersOf(id)] : [id]))),
  ]

  return {
    staffIn,
    /** Asks Slack who a stranger is: an admin of the workspace is on no list. */
    meet: (userId: string): Promise<void> => directory.meet(userId),
    who(userId: string, channelId?: string): Who {
      const settings = options.settings()
      const hotels = settings?.hotels.filter(hotel => isStaff(staffIn(userId, hotel))) ?? []
      const ofChannel = settings && hotelOfChannel(settings, channelId)
      const hotel =
        hotels.find(({ id }) => id === ofChannel?.id) ?? (hotels.length === 1 ? hotels[0] : undefined)
      const isInForeignChannel = ofChannel !== undefined && hotel?.id !== ofChannel.id
      return {
        userId,
        hotels,
        hotel,
        isInForeignChannel,
        language:
          directory.languageOf(userId) ?? (hotel ?? ofChannel)?.language ?? settings?.language ?? 'en',
      }
    },
    /** Admins of the hotel by the settings; workspace admins aside. */
    admins: (hotel: DeskHotel): string[] => expand(hotel.staff.admins),
    /** Managers of the hotel who could decide on a request of these people. */
    approvers(hotel: DeskHotel, except: readonly (string | undefined)[]): string[] {
      return expand(hotel.staff.managers).filter(
        id => !except.includes(id) && !hotel.staff.shared.includes(id),
      )
    },
  }
}

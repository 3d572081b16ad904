// Staff, roles and hotels. A role is held in a hotel; the settings decide who holds which.

export interface Hotel {
  id: number
  name: string
  timeZone: string
  /** `HH:MM`, the hotel's wall clock at which its day begins. */
  dayStartsAt: string
  /** The language of channels. */
  language: 'en' | 'es'
  channels: { desk: string; approvals: string; digest: string }
}

/** A person as far as one hotel is concerned, at the moment of one click. */
export interface Staff {
  userId: string
  hotelId: number
  isAgent: boolean
  isManager: boolean
  isAdmin: boolean
  /** A shared desk log-in: it may ask, it can never approve. */
  isShared: boolean
}

export function isStaff(person: Staff): boolean {
  return person.isAgent || person.isManager || person.isAdmin
}

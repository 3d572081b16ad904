// Forty guests as a table. Balances are what the guest has today; the history is built to end there.
import type { Contact } from './model.ts'
import { instantOf, shiftDay } from './naive-time.ts'
import type { LoyaltyStore } from './store.ts'

const classic = 2671
const silver = 2672
const gold = 2673
const outside = null

/** [id, e-mail, name, surname, language, country, level (null: no member), balance, stays in the last year] */
type GuestRow = readonly [
  id: number,
  email: string,
  name: string,
  surname: string,
  language: string,
  country: string,
  level: number | null,
  points: number,
  stays: number,
]

export const guestRows: readonly GuestRow[] = [
  [11656601, 'antonio.lopez@example.com', 'Antonio', 'López Hernández', 'es', 'ES', classic, 320, 4],
  [11656602, 'carmen.martin@example.com', 'Carmen', 'Martín Soler', 'es', 'ES', silver, 860, 6],
  [11656603, 'john.smith@example.net', 'John', 'Smith', 'en', 'GB', gold, 5420, 9],
  [11656604, 'lucia.fernandez@example.com', 'Lucía', 'Fernández Gil', 'es', 'ES', silver, 1510, 7],
  [11656605, 'pablo.fernandez@example.org', 'Pablo', 'Fernández Gil', 'es', 'ES', classic, 275, 4],
  [11656606, 'sophie.dubois@example.net', 'Sophie', 'Dubois', 'fr', 'FR', classic, 140, 3],
  [11656607, 'hans.mueller@example.net', 'Hans', 'Müller', 'de', 'DE', gold, 3075, 8],
  [11656608, 'giulia.rossi@example.com', 'Giulia', 'Rossi', 'it', 'IT', silver, 990, 5],
  [11656609, 'javier.moreno@example.com', 'Javier', 'Moreno Ruiz', 'es', 'ES', classic, 0, 3],
  [11656610, 'emma.johnson@example.org', 'Emma', 'Johnson', 'en', 'US', outside, 0, 0],
  [11656611, 'isabel.navarro@example.com', 'Isabel', 'Navarro Peña', 'es', 'ES', classic, 615, 5],
  [11656612, 'miguel.torres@example.com', 'Miguel Ángel', 'Torres Vidal', 'es', 'ES', silver, 1180, 6],
  [11656613, 'olga.petrova@example.net', 'Olga', 'Petrova', 'en', 'BG', classic, 410, 4],
  [11656614, 'joao.silva@example.org', 'João', 'Silva', 'pt', 'PT', classic, 205, 3],
  [11656615, 'laura.sanchez@example.com', 'Laura', 'Sánchez Oliva', 'es', 'ES', gold, 4260, 9],
  [11656616, 'james.obrien@example.net', 'James', "O'Brien", 'en', 'IE', silver, 730, 5],
  [11656617, 'ana.belen.castro@example.com', 'Ana Belén', 'Castro Rey', 'es', 'ES', classic, 555, 4],
  [11656618, 'david.ortega@example.org', 'David', 'Ortega Marín', 'es', 'ES', classic, 90, 2],
  [11656619, 'ingrid.larsen@example.net', 'Ingrid', 'Larsen', 'en', 'NO', silver, 1325, 6],
  [11656620, 'rocio.delgado@example.com', 'Rocío', 'Delgado Cano', 'es', 'ES', classic, 480, 4],
  [11656621, 'pieter.devries@example.net', 'Pieter', 'de Vries', 'en', 'NL', classic, 365, 4],
  [11656622, 'montserrat.puig@example.com', 'Montserrat', 'Puig Ferrer', 'es', 'ES', gold, 2890, 8],
  [11656623, 'fernando.iglesias@example.org', 'Fernando', 'Iglesias Rico', 'es', 'ES', outside, 0, 0],
  [11656624, 'yuki.tanaka@example.net', 'Yuki', 'Tanaka', 'en', 'JP', classic, 250, 3],
  [11656625, 'beatriz.romero@example.com', 'Beatriz', 'Romero Lara', 'es', 'ES', silver, 1045, 6],
  [11656626, 'thomas.weber@example.net', 'Thomas', 'Weber', 'de', 'AT', classic, 600, 4],
  [11656627, 'nuria.vega@example.com', 'Nuria', 'Vega Prieto', 'es', 'ES', classic, 335, 4],
  [11656628, 'charlotte.martin@example.org', 'Charlotte', 'Martin', 'fr', 'BE', outside, 0, 0],
  [11656629, 'maria.garcia@example.com', 'María', 'García Ruiz', 'es', 'ES', gold, 1240, 8],
  [11656630, 'sergio.ramos@example.com', 'Sergio', 'Ramos Nieto', 'es', 'ES', classic, 170, 3],
  [11656631, 'elena.ibanez@example.org', 'Elena', 'Ibáñez Mora', 'es', 'ES', silver, 925, 5],
  [11656632, 'william.taylor@example.net', 'William', 'Taylor', 'en', 'GB', classic, 445, 4],
  [11656633, 'cristina.gallego@example.com', 'Cristina', 'Gallego Pons', 'es', 'ES', classic, 300, 3],
  [11656634, 'alvaro.santana@example.com', 'Álvaro', 'Santana Díaz', 'es', 'ES', gold, 3660, 8],
  [11656635, 'marta.cabrera@example.org', 'Marta', 'Cabrera León', 'es', 'ES', silver, 1400, 6],
  [11656636, 'oliver.brown@example.net', 'Oliver', 'Brown', 'en', 'GB', classic, 520, 4],
  [11656637, 'pilar.suarez@example.com', 'Pilar', 'Suárez Bravo', 'es', 'ES', classic, 210, 3],
  [11656638, 'luca.bianchi@example.org', 'Luca', 'Bianchi', 'it', 'IT', classic, 385, 4],
  [11656639, 'teresa.molina@example.com', 'Teresa', 'Molina Haro', 'es', 'ES', silver, 815, 5],
  [11656640, 'usuario.borrado@example.com', 'Usuario', 'Borrado', 'es', 'ES', outside, 0, 0],
]

/** What sets some guests apart from the rest of the table. */
const apart: Readonly<Record<number, Partial<Contact>>> = {
  11656601: { externalObjectId: 'PMS-30021' },
  11656613: { emailStatus: 3 },
  11656630: { emailStatus: 4 },
  // Answers as they may look after the API has drifted: no balance, no level, a level as an object.
  11656633: { oddities: { points: undefined } },
  11656637: { oddities: { level: null } },
  11656638: { oddities: { level: { id: classic, name: 'Classic' }, points: '385' } },
  11656640: { deleted: true },
}

/** Guests start with a balance of 0; the history brings them to the table's number. */
export function seedGuests(store: LoyaltyStore, today: string, timeZone: string): void {
  const joined = shiftDay(today, -400)
  for (const [id, email, name, surname, language, country, level, , stays] of guestRows) {
    const isMember = level !== null
    const createdAt = instantOf(joined, 10, id % 60, timeZone)
    store.addContact({
      id,
      email,
      emailStatus: 2,
      name,
      surname,
      language,
      country,
      subscribed: isMember,
      source: 0,
      profile: { phone1: `+34 600 ${String(id).slice(2, 5)} ${String(id).slice(5)}`, gender: 0 },
      isMember,
      level,
      loyaltyId: isMember ? `CLUB-${id}` : null,
      loyaltyBookings: stays,
      memberSince: isMember ? `${joined}T10:${String(id % 60).padStart(2, '0')}:00` : null,
      createdAt,
      updatedAt: createdAt,
      ...apart[id],
    })
    if (isMember) store.setPassword(id, `guest-${id}`)
  }
}

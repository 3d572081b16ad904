// /rewards: what points can be exchanged for, in a hotel or by one guest, and one product in full.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import {
  agents,
  answered,
  answersSlowly,
  calls,
  closeDesk,
  managers,
  maria,
  openDesk,
  type Person,
  twoHotels,
} from '../support/counter.ts'

const hiddenOnes = ['Cesta de Navidad', 'Parking 24 h', 'Circuito termal']

/** Where each of the texts stands; -1 where one is missing. */
const placesOf = (text: string, parts: readonly string[]) => parts.map(part => text.indexOf(part))

function expectInOrder(text: string, parts: readonly string[]): void {
  const places = placesOf(text, parts)
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
}

const productReads = (desk: TestApp) =>
  desk.loyalty.requests.filter(({ route }) => route === 'GET products/').length

describe.each(agents)('$name looks at the rewards and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeEach(async () => {
    desk = await openDesk(language)
    person = desk.slack.person(name)
  })
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const details = say('Detalles', 'Details')

  test('everything on offer in the hotel is listed by price, with dates, levels, hotels and a picture', async () => {
    await person.types('/rewards')
    const view = await person.waitsForModal(say('🎁 Disponible', '🎁 On offer'))
    expect(view.text).toContain(say('8 productos · lista leída a las 14:32', '8 products · list read 14:32'))
    expectInOrder(view.text, [
      say('Desayuno en la habitación · 150 puntos', 'Desayuno en la habitación · 150 points'),
      say('Late check-out · 300 puntos', 'Late check-out · 300 points'),
      say('Acceso al lounge · 600 puntos', 'Acceso al lounge · 600 points'),
      say(
        'hasta el 19 sept 2027 · Gold · Hotel Miramar, #102',
        'until 19 Sept 2027 · Gold · Hotel Miramar, #102',
      ),
      say('Noche gratis · 5.000 puntos', 'Noche gratis · 5,000 points'),
    ])
    // Of the other hotel alone, hidden, ended, not begun.
    for (const title of ['Excursión en barco', ...hiddenOnes]) expect(view.text).not.toContain(title)
    expect(JSON.stringify(view.blocks)).toContain(
      JSON.stringify({
        type: 'image',
        image_url: 'https://images.example.com/late14.jpg',
        alt_text: say('Foto de Late check-out', 'Picture of Late check-out'),
      }),
    )
    expect(view.buttons).not.toContain(say('También lo no disponible', 'Also what is not on offer'))
    // From the list that the start read: nothing is asked for it.
    expect(productReads(desk)).toBe(1)
    expect(calls(desk)).toEqual([])
  })

  test('a guest sees what they can have now, dearest first, and what is nearest', async () => {
    await person.types(`/rewards ${maria.email}`)
    const view = await person.waitsForModal(maria.name)
    expect(view.text).toContain(
      say('Gold · 1.240 puntos (leído a las 14:32)', 'Gold · 1,240 points (read 14:32)'),
    )
    expectInOrder(view.text, [
      say('🎁 Puede canjear ya', '🎁 Can have now'),
      'Masaje 30 min',
      'Upgrade a habitación superior',
      'Desayuno en la habitación',
      say('🎯 Aún no', '🎯 Not yet'),
      say(
        'Cena para dos · 2.000 puntos · faltan 760 puntos',
        'Cena para dos · 2,000 points · 760 points short',
      ),
      say('faltan 3.760 puntos', '3,760 points short'),
    ])
    expect(view.text).not.toContain(maria.email)
    expect(calls(desk)).toEqual(['GET contacts/'])
  })

  test('what is not for the guest’s level or hotel is not in their list', async () => {
    await person.types('/rewards javier.moreno@example.com')
    const view = await person.waitsForModal('Javier Moreno')
    expect(view.text).toContain(say('Clas', 'Clas'))
    expect(view.text).not.toContain('Acceso al lounge')
    expect(view.text).not.toContain(say('Puede canjear ya', 'Can have now'))
    expect(view.text).toContain(say('faltan 150 puntos', '150 points short'))
  })

  test('the card’s button leads to the guest’s rewards, and from there to the redeem form', async () => {
    await person.types(`/points #${maria.id}`)
    await person.waitsToSee(maria.name, 'desk')
    await person.clicks(say('Todos los premios', 'All rewards'), { in: 'desk' })
    await person.waitsForModal(say('Puede canjear ya', 'Can have now'))
    expect(calls(desk)).toEqual(['GET contacts/{id}/', 'GET contacts/{id}/'])
    await person.clicks(say('Canjear', 'Redeem'), { in: 'modal' })
    const form = await person.waitsForModal(say('Producto', 'Product'))
    expect(form.depth).toBe(2)
    await person.waitsForModal(maria.name)
  })

  test('part of a name, in any case and without accents, finds the product', async () => {
    await person.types('/rewards HABITACION')
    const view = await person.waitsForModal(say('2 productos', '2 products'))
    expect(view.text).toContain('Desayuno en la habitación')
    expect(view.text).toContain('Upgrade a habitación superior')
    await person.clicks(say('Ver todos', 'Show all'), { in: 'modal' })
    await person.waitsForModal(say('8 productos', '8 products'))
  })

  test('a text that is neither a guest nor a product is said, with a way on', async () => {
    await person.types('/rewards la señora <!channel>')
    const view = await person.waitsForModal(
      say(
        'Ningún producto coincide con «la señora <!channel>».',
        'No product matches “la señora <!channel>”.',
      ),
    )
    expect(view.buttons).toContain(say('Ver todos', 'Show all'))
    await person.clicks(say('Para un cliente…', 'For a guest…'), { in: 'modal' })
    const form = await person.waitsForModal(say('Cliente', 'Guest'))
    expect(form.depth).toBe(2)
    await person.submits({ [say('Cliente', 'Guest')]: maria.email })
    await person.waitsForModal(say('Puede canjear ya', 'Can have now'))
  })

  test.each([
    [0, 1],
    [8, 1],
    [9, 2],
    [500, 63],
  ])('%i products take %i pages, in the same window', async (products, pages) => {
    for (const { id } of desk.loyalty.store.products())
      desk.loyalty.store.changeProduct(id, { hotels: [102] })
    for (let number = 1; number <= products; number++) addProduct(desk, `Premio ${number}`, number)
    await readsAgain(desk)
    await person.types('/rewards')
    const first = await person.waitsForModal(
      products === 0
        ? say(
            'Hoy no hay ningún producto disponible en este hotel',
            'There is nothing on offer in this hotel',
          )
        : say(`${products} productos`, `${products} products`),
    )
    const more = say('Más ▶', 'More ▶')
    if (pages === 1) return expect(first.buttons).not.toContain(more)
    expect(first.text).toContain(say(`Página 1 de ${pages}`, `Page 1 of ${pages}`))
    await person.clicks(more, { in: 'modal' })
    const second = await person.waitsForModal(say(`Página 2 de ${pages}`, `Page 2 of ${pages}`))
    expect(second.text).toContain('Premio 9')
    expect(second.text).not.toContain('Premio 8')
    expect(second.depth).toBe(1)
    await person.clicks(say('◀ Anteriores', '◀ Back'), { in: 'modal' })
    await person.waitsForModal(say(`Página 1 de ${pages}`, `Page 1 of ${pages}`))
  })

  test('one product is read anew for its details, with what it means for the guest', async () => {
    await person.types(`/rewards #${maria.id}`)
    await person.waitsForModal(maria.name)
    await person.clicks(details, { in: 'modal', nth: 0 })
    const view = await person.waitsForModal(say('Precio', 'Price'))
    expect(view.depth).toBe(2)
    const fact = (label: string, value: string) => expect(view.text).toContain(`${label}\n${value}`)
    fact(say('Precio', 'Price'), say('1.200 puntos', '1,200 points'))
    fact(say('Cuándo', 'When'), say('hasta el 19 sept 2027', 'until 19 Sept 2027'))
    fact(say('Niveles', 'Levels'), 'Classic, Silver, Gold')
    fact(say('Dónde', 'Where'), 'Hotel Miramar, #102')
    fact(say('Código', 'Code'), 'SPA30')
    expect(view.text).toContain(
      say(
        'María García Ruiz puede canjearlo ya; le quedarán 40 puntos.',
        'María García Ruiz can have it now; 40 points are left after.',
      ),
    )
    expect(JSON.stringify(view.blocks)).toContain('"https://images.example.com/spa30.jpg"')
    expect(calls(desk)).toEqual(['GET contacts/{id}/', 'GET products/{id}/'])
  })

  test('who closes a product before it came hears no more of it', async () => {
    await person.types('/rewards late')
    await person.waitsForModal('Late check-out')
    const slow = answersSlowly(desk, 'GET products/{id}/', 2900)
    await person.clicks(details, { in: 'modal', nth: 0 })
    await slow
    await person.closesModal()
    desk.clock.advance(2900)
    await answered(desk, 'GET products/{id}/')
    await person.clicks(say('Ver todos', 'Show all'), { in: 'modal' })
    await person.waitsForModal(say('8 productos', '8 products'))
    await person.types(`/points #${maria.id}`)
    await person.waitsToSee(maria.name, 'desk')
    expect(person.messages('dm')).toEqual([])
  })

  test('a product out of the guest’s reach says by how much', async () => {
    await person.types(`/rewards #${maria.id}`)
    await person.waitsForModal(maria.name)
    await person.clicks(details, { in: 'modal', nth: 6 })
    await person.waitsForModal(
      say('A María García Ruiz le faltan 760 puntos.', 'María García Ruiz misses 760 points.'),
    )
  })

  test('a product that was hidden, or taken away, since the list was read is said so and not shown', async () => {
    await person.types('/rewards late')
    await person.waitsForModal('Late check-out')
    const late = desk.loyalty.store.productByTitle('Late check-out')
    desk.loyalty.store.changeProduct(late?.id ?? 0, { isVisible: false })
    await person.clicks(details, { in: 'modal' })
    const hidden = await person.waitsForModal(
      say('⚠️ Este producto no se ofrece en este momento', '⚠️ This product is not offered at the moment'),
    )
    expect(hidden.text).not.toContain('LATE14')
    await person.closesModal()
    const body = { detail: 'Not found.' }
    desk.loyalty.faults.add({ route: 'GET products/{id}/', kind: 'rejected', status: 404, body })
    await person.clicks(details, { in: 'modal' })
    await person.waitsForModal(say('⚠️ El programa ya no tiene', '⚠️ The programme no longer has'))
  })

  test('a picture that Slack cannot fetch costs the picture, not the window', async () => {
    desk.slack.faults.fail('views.update', 'invalid_arguments')
    await person.types('/rewards')
    const view = await person.waitsForModal('Late check-out')
    expect(JSON.stringify(view.blocks)).not.toContain('image_url')
  })

  test('a picture without https is left out', async () => {
    const late = desk.loyalty.store.productByTitle('Late check-out')
    desk.loyalty.store.changeProduct(late?.id ?? 0, { image: 'http://images.example.com/late.jpg' })
    await readsAgain(desk)
    await person.types('/rewards late')
    const view = await person.waitsForModal('Late check-out')
    expect(JSON.stringify(view.blocks)).not.toContain('image_url')
  })

  test('what the programme wrote into a title never becomes a ping or formatting', async () => {
    addProduct(desk, '<!channel> *Gratis* & más', 10)
    await readsAgain(desk)
    await person.types('/rewards gratis')
    await person.waitsForModal('<!channel> *Gratis* & más')
  })

  test('without a product list only the rewards say so, and why; everything else works', async () => {
    await desk.restart(async () => {
      desk.loyalty.faults.add({
        route: 'GET products/',
        kind: 'serverError',
        status: 404,
        times: Number.POSITIVE_INFINITY,
      })
    })
    await answered(desk, 'GET products/', 2)
    await person.types('/rewards')
    await person.waitsForModal(
      say(
        'El programa de puntos no tiene ninguna lista de productos donde la busca el puesto.',
        'The loyalty programme has no product list where the desk looks for it.',
      ),
    )
    await person.closesModal()
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(maria.name, 'desk')
    // Asked for once: not again with each guest card.
    expect(productReads(desk)).toBe(2)
    desk.loyalty.faults.clear()
    desk.clock.advance(61_000)
    await person.types('/rewards')
    await person.waitsForModal(say('8 productos', '8 products'))
  })

  test('while the programme is down the last list is shown, with the time when it was read', async () => {
    await desk.loyalty.refuseConnections()
    desk.clock.advance(10 * 60_000)
    await person.types('/rewards')
    await person.waitsForModal(say('lista leída a las 14:32', 'list read 14:32'))
    await person.types(`/rewards ${maria.email}`)
    const form = await person.waitsForModal(
      say(
        'El programa de puntos no responde ahora mismo.',
        'The loyalty programme does not answer right now.',
      ),
    )
    expect(form.fields[say('Cliente', 'Guest')]?.value).toBe(maria.email)
    await desk.loyalty.acceptConnections()
    await person.submits()
    await person.waitsForModal(say('Puede canjear ya', 'Can have now'))
  })

  test('a page that another copy of the app turns reads the guest again', async () => {
    for (let number = 1; number <= 9; number++) addProduct(desk, `Premio ${number}`, number)
    await readsAgain(desk)
    await person.types(`/rewards #${maria.id}`)
    await person.waitsForModal(say('Página 1 de', 'Page 1 of'))
    await desk.restart()
    await person.clicks(say('Más ▶', 'More ▶'), { in: 'modal' })
    const view = await person.waitsForModal(say('Página 2 de', 'Page 2 of'))
    expect(view.text).toContain(maria.name)
    expect(calls(desk)).toEqual(['GET contacts/{id}/', 'GET contacts/{id}/'])
  })
})

describe.each(managers)('$name manages and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeEach(async () => {
    desk = await openDesk(language, { settings: twoHotels })
    person = desk.slack.person(name)
  })
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)

  test('a manager may also see what is hidden, has ended or has not begun, marked as such', async () => {
    await person.types('/rewards')
    const offered = await person.waitsForModal(say('8 productos', '8 products'))
    for (const title of hiddenOnes) expect(offered.text).not.toContain(title)
    await person.clicks(say('También lo no disponible', 'Also what is not on offer'), { in: 'modal' })
    await person.waitsForModal(say('11 productos', '11 products'))
    await person.clicks(say('Más ▶', 'More ▶'), { in: 'modal' })
    const view = await person.waitsForModal(say('🚫 No disponible', '🚫 Not on offer'))
    expectInOrder(view.text, [
      'Cesta de Navidad',
      say('⌛ terminado', '⌛ ended'),
      'Circuito termal',
      say('🔜 aún no ha empezado', '🔜 has not begun'),
      'Parking 24 h',
      say('🙈 oculto para los clientes', '🙈 hidden from guests'),
    ])
    await person.clicks(say('Detalles', 'Details'), { in: 'modal', nth: 2 })
    const parking = await person.waitsForModal('PARKING')
    expect(parking.text).toContain(say('🙈 oculto', '🙈 hidden'))
    await person.closesModal()
    await person.clicks(say('Solo lo disponible', 'Only what is on offer'), { in: 'modal' })
    await person.waitsForModal(say('8 productos', '8 products'))
  })

  test('who is no manager any more does not see it, though the open window says so', async () => {
    await person.types('/rewards')
    await person.waitsForModal(say('8 productos', '8 products'))
    await person.clicks(say('También lo no disponible', 'Also what is not on offer'), { in: 'modal' })
    await person.waitsForModal(say('11 productos', '11 products'))
    await desk.restart(async () => {
      const file = join(desk.dataDir, 'settings.yml')
      const [other, id] = name === 'carla' ? ['U0DIEGO', 'U0CARLA'] : ['U0CARLA', 'U0DIEGO']
      const text = readFileSync(file, 'utf8')
        .replace('managers: [U0CARLA, U0DIEGO]', `managers: [${other}]`)
        .replace('agents: [S0AGENTS]', `agents: [S0AGENTS, ${id}]`)
      writeFileSync(file, text)
    })
    await person.clicks(say('Más ▶', 'More ▶'), { in: 'modal' })
    const view = await person.waitsForModal(say('8 productos', '8 products'))
    for (const title of hiddenOnes) expect(view.text).not.toContain(title)
    expect(view.buttons).not.toContain(say('Solo lo disponible', 'Only what is on offer'))
  })

  test('who works in two hotels chooses the hotel in the window', async () => {
    await person.types('/rewards', 'other')
    const first = await person.waitsForModal(say('8 productos', '8 products'))
    expect(first.text).not.toContain('Excursión en barco')
    expect(first.text).toContain('Hotel Miramar, Hotel Playa')
    await person.selects('Hotel', 'Hotel Playa', { in: 'modal' })
    const view = await person.waitsForModal('Excursión en barco')
    expect(view.text).not.toContain('Cena para dos')
  })
})

function addProduct(desk: TestApp, title: string, points: number): void {
  const late = desk.loyalty.store.productByTitle('Late check-out')
  if (!late) throw new Error('the seed has a late check-out')
  const { id: _id, ...like } = late
  desk.loyalty.store.addProduct({ ...like, hotels: [101], title, points, code: title.toUpperCase() })
}

/** The app knows the changed products: it reads them behind the first answer that is older than five minutes. */
async function readsAgain(desk: TestApp): Promise<void> {
  await desk.restart()
  const pages = Math.ceil(desk.loyalty.store.products().length / 50)
  await answered(desk, 'GET products/', 1 + pages)
}

// The form for redeeming: its products, and what is refused in it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import { listsAreRead } from '../support/counter.ts'
import { asksForLate, carmen, maria, opens, sends, storedActions, writesSeen } from '../support/requests.ts'

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp()
})
afterEach(async () => {
  await desk.jobs.idle()
  expectCleanHands(desk)
  await desk.stop()
})

const fieldNames = { ana: 'Producto', ben: 'Product' } as const

describe('the form', () => {
  test('shows what María can have now, dearest first, and then what she is nearest to', async () => {
    const form = await opens(desk, 'ana', `/redeem ${maria.email}`)
    expect(form.fields.Producto?.options).toEqual([
      'Masaje 30 min – 1.200 puntos',
      'Upgrade a habitación superior – 900 puntos',
      'Acceso al lounge – 600 puntos',
      'Botella de cava – 450 puntos',
      'Late check-out – 300 puntos',
      'Desayuno en la habitación – 150 puntos',
      'Cena para dos – 2.000 puntos (faltan 760)',
      'Noche gratis – 5.000 puntos (faltan 3.760)',
    ])
    expect(groupLabels(form.blocks)).toEqual(['A su alcance', 'Aún no'])
    expect(form.fields.Producto?.value).toBeNull()
    expect(form.text).toContain('Lo decide un responsable.')
  })

  test('speaks English to Ben, and leaves out what is not for a silver guest', async () => {
    const form = await opens(desk, 'ben', `/redeem ${carmen.email}`)
    expect(form.fields.Product?.options).toEqual([
      'Botella de cava – 450 points',
      'Late check-out – 300 points',
      'Desayuno en la habitación – 150 points',
      'Upgrade a habitación superior – 900 points (40 short)',
      'Masaje 30 min – 1,200 points (340 short)',
      'Cena para dos – 2,000 points (1,140 short)',
      'Noche gratis – 5,000 points (4,140 short)',
    ])
    expect(groupLabels(form.blocks)).toEqual(['Within reach', 'Not yet'])
    expect(form.text).toContain('A manager decides on it.')
  })

  test.each([
    ['late', 'Late check-out – 300 puntos'],
    ['HABITACION superior', 'Upgrade a habitación superior – 900 puntos'],
    ['noche', 'Noche gratis – 5.000 puntos (faltan 3.760)'],
  ])('“/redeem … %s” chooses the product that is meant', async (text, chosen) => {
    const form = await opens(desk, 'ana', `/redeem ${maria.email} ${text}`)
    expect(form.fields.Producto?.value).toBe(chosen)
  })

  test.each([
    ['ana', 'piscina', 'Ningún producto disponible coincide solo con «piscina»: elige uno de la lista.'],
    ['ben', 'piscina', 'No single product on offer matches “piscina”: choose one from the list.'],
    ['ana', 'habitación', 'coincide solo con «habitación»'],
    ['ben', 'parking', 'No single product on offer matches “parking”'],
  ] as const)('%s types “%s”, which is no single product on offer, and is told', async (who, text, said) => {
    const form = await opens(desk, who, `/redeem ${maria.email} ${text}`)
    expect(form.text).toContain(said)
    expect(form.fields[fieldNames[who]]?.value).toBeNull()
  })

  test.each([
    ['ana', 'El cliente no tiene puntos suficientes para este producto. No se ha enviado nada.'],
    ['ben', 'The guest does not have enough points for this product. Nothing was sent.'],
  ] as const)('%s chooses a product out of reach and hears it beside the field', async (who, said) => {
    expect(await sends(desk, who, `/redeem ${maria.email} cena`)).toEqual({
      result: 'errors',
      errors: { [fieldNames[who]]: said },
    })
    await expectNothingAsked()
  })

  test.each([
    ['ana', 'Hoy no hay ningún producto para este cliente en este hotel.'],
    ['ben', 'There is no product for this guest in this hotel today.'],
  ])('%s is told when no product is for this guest today', async (who, said) => {
    for (const { id } of desk.loyalty.store.products())
      desk.loyalty.store.changeProduct(id, { isVisible: false })
    await desk.restart()
    expect((await opens(desk, who, `/redeem ${maria.email}`)).text).toContain(said)
    const { result, errors } = await desk.slack.person(who).submits()
    expect([result, Object.values(errors)]).toEqual(['errors', [said]])
  })

  test.each([
    [
      'ana',
      'Este cliente no está dado de alta en el programa, así que no se ha enviado nada. Dale de alta antes.',
    ],
    ['ben', 'This guest is not registered in the programme, so nothing was sent. Enrol the guest first.'],
  ] as const)('%s cannot redeem for somebody who is no member', async (who, said) => {
    desk.loyalty.store.changeContact(maria.id, { isMember: false, memberSince: null })
    const { result, errors } = await sends(desk, who, `/redeem ${maria.email} late`)
    expect(result).toBe('errors')
    expect(Object.values(errors)).toEqual([said])
    await expectNothingAsked()
  })

  test.each([
    ['ana', 'El programa no indica cuántos puntos tiene este cliente'],
    ['ben', 'The programme does not say how many points this guest has'],
  ] as const)('%s is told when the programme does not say how many points there are', async (who, said) => {
    desk.loyalty.store.changeContact(maria.id, { oddities: { points: undefined } })
    expect((await opens(desk, who, `/redeem ${maria.email} late`)).text).toContain(said)
    const { result, errors } = await desk.slack.person(who).submits()
    expect([result, Object.values(errors)]).toEqual(['errors', [expect.stringContaining(said)]])
    await expectNothingAsked()
  })
})

describe('a product with an unusual title', () => {
  const sells = async (title: string) => {
    changeLate({ title })
    await desk.restart()
    return opens(desk, 'ana', `/redeem ${maria.email}`)
  }
  const redeemed = async (chosen: string) => {
    await desk.slack.person('ana').submits({ Producto: chosen })
    await desk.jobs.idle()
    await desk.slack.person('carla').clicks('Aprobar', { in: 'approvals' })
    await desk.jobs.idle()
    return storedActions(desk)
  }

  test.each([
    ['Desayuno buffet con vistas al mar para dos personas y copa de cava de la casa'],
    ['Una noche en suite, '.repeat(20)],
  ])('“%s”: the price stays beside it, and it can be redeemed', async title => {
    const { fields } = await sells(title)
    const chosen = fields.Producto?.options?.find(each => each.startsWith(title.slice(0, 20))) ?? ''
    expect(chosen).toMatch(/… – 300 puntos$/)
    expect(await redeemed(chosen)).toMatchObject([{ state: 'done' }])
  })

  test('without a title it is shown by its number, and can be redeemed', async () => {
    const { id } = late()
    await sells('')
    expect(await redeemed(`#${id} – 300 puntos`)).toMatchObject([{ state: 'done' }])
  })
})

describe('between the opening of the form and its sending', () => {
  test.each([
    ['ana', 'La oferta de este producto ha terminado. Elige otro.'],
    ['ben', 'The offer of this product has ended. Choose another one.'],
  ] as const)('%s hears that the offer has ended', async (who, said) => {
    await opens(desk, who, `/redeem ${maria.email} late`)
    changeLate({ endDate: '2026-11-22' })
    await desk.restart()
    expect(await desk.slack.person(who).submits()).toEqual({
      result: 'errors',
      errors: { [fieldNames[who]]: said },
    })
    await expectNothingAsked()
  })

  test.each([
    ['ana', 'Este producto no se ofrece en este momento. Elige otro.'],
    ['ben', 'This product is not offered at the moment. Choose another one.'],
  ] as const)('%s hears that the product was hidden', async (who, said) => {
    await opens(desk, who, `/redeem ${maria.email} late`)
    changeLate({ isVisible: false })
    await desk.restart()
    expect((await desk.slack.person(who).submits()).errors).toEqual({ [fieldNames[who]]: said })
    await expectNothingAsked()
  })

  test.each([
    ['ana', 'Este producto ya no está en el programa. No se ha enviado nada; elige otro.'],
    ['ben', 'This product is no longer in the programme. Nothing was sent; choose another one.'],
  ] as const)('%s hears that the product is gone', async (who, said) => {
    await opens(desk, who, `/redeem ${maria.email} late`)
    // The sandbox keeps its products: to the desk one is gone when it is not in the list that the API answers.
    desk.loyalty.faults.add({
      kind: 'answer',
      route: 'GET products/',
      body: { count: 1, next: null, previous: null, results: [wireProduct()] },
    })
    await desk.restart()
    expect((await desk.slack.person(who).submits()).errors).toEqual({ [fieldNames[who]]: said })
    await expectNothingAsked()
  })

  test.each([
    [
      'ana',
      'Este producto cuesta ahora 350 puntos. No se ha enviado nada; cierra el formulario y ábrelo de nuevo para pedirlo por ese precio.',
    ],
    [
      'ben',
      'This product costs 350 points now. Nothing was sent; close the form and open it again to ask for it at that price.',
    ],
  ] as const)('%s is not made to ask for another price than the one that was shown', async (who, said) => {
    await opens(desk, who, `/redeem ${maria.email} late`)
    changeLate({ points: 350 })
    await desk.restart()
    expect((await desk.slack.person(who).submits()).errors).toEqual({ [fieldNames[who]]: said })
    await expectNothingAsked()
  })
})

describe('a hotel with more than 100 products', () => {
  beforeEach(async () => {
    const like = desk.loyalty.store.productByTitle('Late check-out')
    if (!like) throw new Error('no product to copy')
    const { id: _, ...copy } = like
    for (let n = 1; n <= 120; n++)
      desk.loyalty.store.addProduct({ ...copy, title: `Vino ${n}`, points: n * 20, code: `VINO${n}` })
    await desk.restart()
  })

  test.each([
    ['ana', 'Vino 12 – 240 puntos', 'Vino 120 – 2.400 puntos (faltan 1.160)'],
    ['ben', 'Vino 12 – 240 points', 'Vino 120 – 2,400 points (1,160 short)'],
  ] as const)('%s types a few letters, and finds and asks for one', async (who, within, beyond) => {
    const person = desk.slack.person(who)
    await opens(desk, who, `/redeem ${maria.email}`)
    const callsBefore = desk.loyalty.requests.length
    expect(await person.searches(fieldNames[who], 'vino 12')).toEqual([within, beyond])
    expect(desk.loyalty.requests).toHaveLength(callsBefore)
    await person.submits({ [fieldNames[who]]: within })
    await desk.slack.person('carla').waitsToSee('«Vino 12» para María G.', 'approvals')
  })

  test('the product in the command is chosen, and one that is not there is said', async () => {
    const ana = desk.slack.person('ana')
    const form = await opens(desk, 'ana', `/redeem ${maria.email} late`)
    expect(form.fields.Producto?.value).toBe('Late check-out – 300 puntos')
    await ana.closesModal()
    const missed = await opens(desk, 'ana', `/redeem ${maria.email} piscina`)
    expect(missed.text).toContain('Ningún producto disponible coincide solo con «piscina»')
  })

  test('who is taken off the list while the form is open is offered nothing any more', async () => {
    const ana = desk.slack.person('ana')
    await opens(desk, 'ana', `/redeem ${maria.email}`)
    expect(await ana.searches('Producto', 'vino 12')).toHaveLength(2)
    desk.slack.removeFromGroup('agents', 'ana')
    await listsAreRead(desk)
    expect(await ana.searches('Producto', 'vino 12')).toEqual([])
  })

  test('a search that finds nothing offers nothing', async () => {
    await opens(desk, 'ana', `/redeem ${maria.email}`)
    expect(await desk.slack.person('ana').searches('Producto', 'piscina')).toEqual([])
  })
})

describe('when the product list cannot be read', () => {
  test.each([
    [
      'ana',
      'No se ha podido leer la lista de productos. No ha cambiado nada; cierra el formulario y escribe /redeem otra vez.',
    ],
    ['ben', 'The product list could not be read. Nothing changed; close the form and type /redeem again.'],
  ])('%s is told so, pressing sends nothing, and the next form has the list', async (who, said) => {
    await desk.stop()
    desk = await startTestApp({ env: { HDH_TIMEOUT_MS: '500' } })
    desk.loyalty.faults.add({ kind: 'serverError', route: 'GET products/', times: Number.POSITIVE_INFINITY })
    await desk.restart()
    const person = desk.slack.person(who)
    expect((await opens(desk, who, `/redeem ${maria.email} late`)).text).toContain(said)
    const { result, errors } = await person.submits()
    expect(result).toBe('errors')
    expect(Object.values(errors)).toEqual([said])
    await expectNothingAsked()
    desk.loyalty.faults.clear()
    await person.closesModal()
    await asksForLate(desk, who)
  })
})

async function expectNothingAsked() {
  await desk.jobs.idle()
  expect(await storedActions(desk)).toEqual([])
  expect(writesSeen(desk)).toEqual([])
  expect(desk.slack.store.messagesIn('approvals')).toEqual([])
}

/** What the API answers for a product, under its own names. */
const wireProduct = () => ({
  id: 999,
  title: 'Otro',
  category: 2,
  image: '',
  points: 100,
  featured: false,
  start_date: '2026-01-01',
  end_date: '2027-01-01',
  code: 'OTRO',
  is_visible: true,
  promocode: null,
  notify_alert_emails: false,
  hotels: [],
  levels: [],
})

function changeLate(changes: Parameters<TestApp['loyalty']['store']['changeProduct']>[1]) {
  desk.loyalty.store.changeProduct(late().id, changes)
}

function late() {
  const product = desk.loyalty.store.productByTitle('Late check-out')
  if (!product) throw new Error('no late check-out in the seed')
  return product
}

function groupLabels(blocks: readonly Record<string, unknown>[]): string[] {
  return [
    ...JSON.stringify(blocks).matchAll(
      /"label":\{"type":"plain_text","text":"([^"]*)","emoji":true\},"options"/g,
    ),
  ].map(([, label]) => label ?? '')
}

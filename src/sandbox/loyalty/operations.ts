// operations/: the ledger on the wire. Adding and redeeming are refused the way a careful server would.
import * as z from 'zod'
import { check, choice, key, text, whole } from './checks.ts'
import { created, notFound, ok, type Reply, type Route, refused } from './http.ts'
import { listReply } from './lists.ts'
import type { Contact, Operation } from './model.ts'
import type { LoyaltyStore } from './store.ts'
import { operationJson } from './wire.ts'

const longestConcept = 255

export function operationRoutes(
  store: LoyaltyStore,
  timeZone: string,
  order: 'newestFirst' | 'oldestFirst',
): Route[] {
  const toWire = (operation: Operation) =>
    operationJson(operation, store.contact(operation.contact)?.email ?? '', timeZone)

  const redeemBody = z.object({
    contact: key(id => store.contact(id)?.deleted === false),
    concept: text(longestConcept),
    points: whole(1),
  })
  const addBody = redeemBody.extend({ point_type: choice([0]) })

  return [
    {
      method: 'GET',
      path: 'operations/',
      handle(request) {
        const contact = request.filter('contact')
        if (contact !== undefined && !/^\d+$/.test(contact)) return refused({ contact: ['Enter a number.'] })
        const rows = contact === undefined ? store.operations() : store.operationsOf(Number(contact))
        return listReply(request, order === 'oldestFirst' ? rows : rows.toReversed(), toWire)
      },
    },
    {
      method: 'GET',
      path: 'operations/{id}/',
      handle(request) {
        const operation = store.operation(Number(request.params.id))
        return operation ? ok(toWire(operation)) : notFound()
      },
    },
    {
      method: 'POST',
      path: 'operations/add-points/',
      handle(request) {
        const body = check(addBody, request.body)
        if (body.reply) return body.reply
        const { contact, concept, points, point_type: pointType } = body.value
        return (
          refuseNonMember(store.contact(contact)) ??
          created(toWire(store.addPoints({ contact, concept, points, pointType })))
        )
      },
    },
    {
      method: 'POST',
      path: 'operations/redeem-points/',
      handle(request) {
        const body = check(redeemBody, request.body)
        if (body.reply) return body.reply
        const owner = store.contact(body.value.contact)
        const refusal = refuseNonMember(owner)
        if (refusal) return refusal
        if (!owner || owner.points < body.value.points) {
          return refused({ points: ['The contact does not have enough points.'] })
        }
        return created(toWire(store.redeemPoints(body.value)))
      },
    },
  ]
}

function refuseNonMember(contact: Contact | undefined): Reply | undefined {
  return contact?.isMember
    ? undefined
    : refused({ contact: ['The contact is not in the loyalty programme.'] })
}

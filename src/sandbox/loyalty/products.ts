// products/: what points can buy. The server lists every product, also hidden, ended and not yet started
// ones: choosing is the client's work.
import { notFound, ok, type Route } from './http.ts'
import { listReply } from './lists.ts'
import type { LoyaltyStore } from './store.ts'
import { productJson } from './wire.ts'

export function productRoutes(store: LoyaltyStore): Route[] {
  return [
    {
      method: 'GET',
      path: 'products/',
      handle: request => listReply(request, store.products(), productJson),
    },
    {
      method: 'GET',
      path: 'products/{id}/',
      handle(request) {
        const product = store.product(Number(request.params.id))
        return product ? ok(productJson(product)) : notFound()
      },
    },
  ]
}

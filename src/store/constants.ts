// A statement's constants, written into it instead of being sent as parameters: SQLite plans a statement anew at each
// run when a parameter stands where a partial index or a limit might depend on it.
import {
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  type PrimitiveValueListNode,
  ValueListNode,
  ValueNode,
} from 'kysely'

/** @param isOpen tells the values that are not known yet, and stay parameters */
export function constantsInside(isOpen: (value: unknown) => boolean): KyselyPlugin {
  const transformer = new ConstantsInside(isOpen)
  return {
    transformQuery: ({ node }) => transformer.transformNode(node),
    transformResult: async ({ result }) => result,
  }
}

class ConstantsInside extends OperationNodeTransformer {
  readonly #isOpen: (value: unknown) => boolean
  constructor(isOpen: (value: unknown) => boolean) {
    super()
    this.#isOpen = isOpen
  }

  protected override transformValue(node: ValueNode): ValueNode {
    return this.#isOpen(node.value) ? node : ValueNode.createImmediate(node.value)
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    if (node.values.some(this.#isOpen)) return node
    const list: OperationNode = ValueListNode.create(
      node.values.map(value => ValueNode.createImmediate(value)),
    )
    // Kysely compiles both kinds of list alike.
    return list as PrimitiveValueListNode
  }
}

// Slack's limits that our builders keep, in Unicode code points; a test compares them with the sandbox's full table.
export const limits = {
  messageBlocks: 50,
  messageText: 4000,
  /** All texts of a message's blocks together: more was seen to be refused. */
  blocksText: 13_000,
  viewBlocks: 100,
  viewTitle: 24,
  viewSubmit: 24,
  sectionText: 3000,
  fieldText: 2000,
  sectionFields: 10,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  optionText: 75,
  /** Sources disagree between 75 and 150: the smaller holds. */
  optionValue: 75,
  options: 100,
  altText: 2000,
  imageUrl: 3000,
  inputText: 3000,
  inputLabel: 2000,
  hintText: 2000,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  chartTitle: 50,
  /** Of a series, a category and a point. */
  chartLabel: 20,
  tableRows: 100,
} as const

/** The drawer at the foot of the map. */
export default {
  title: 'Table and charts',
  tabs: { table: 'Table', charts: 'Charts' },
  resize: 'Height of the drawer',
  higher: 'As high as possible',
  lower: 'Back to its height',
  close: 'Close the drawer',
  failed: 'The content did not load; please reload the page',
}

/** The left panel's tabs, and plans put down. */
export default {
  panel: 'Planning panel',
  tabs: { ranking: 'Ranking', 'what-if': 'What-if', plans: 'Plans' },
}

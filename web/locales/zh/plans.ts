/** The left panel's tabs, and plans put down. */
export default {
  panel: '规划面板',
  tabs: { ranking: '排名', 'what-if': '试算', plans: '方案' },
}

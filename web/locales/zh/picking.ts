/** Picking compounds: the tools on the map, the bar with the count, saved sets. */
export default {
  live: {
    none: '未选中小区',
    picked: '已选中 {n} 个小区,{households} 户',
  },
}

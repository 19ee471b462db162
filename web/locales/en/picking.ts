/** Picking compounds: the tools on the map, the bar with the count, saved sets. */
export default {
  live: {
    none: 'No compound is picked',
    picked: '{n} compounds picked, {households} households',
  },
}

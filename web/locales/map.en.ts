export default {
  title: '地图',
  fault:
    '此浏览器无法绘制地图(需要 WebGL 2)。列表、详情与图表仍可使用;请启用硬件加速或更换浏览器后重新打开。',
}

import type { Feature } from 'geojson'
import type { FieldValue, Layer, LayerField } from '../layers/layer.ts'
import type { CollectionPage, ConformancePage, ItemPage, ItemsPage, LandingPage } from './documents.ts'
import { escapeHtml, htmlPage } from './html-page.ts'
import type { Crumb } from './html-page.ts'
import { sketchOf } from './html-sketch.ts'

/** Rows of a page for people; the rest is on the pages after it. */
export const HTML_LIMIT = 100

/** What every page needs beside its own content. */
export interface HtmlFrame {
  /** Address of /ogc. */
  readonly root: string
  readonly demo: boolean
}

export function landingHtml(
  { root, demo }: HtmlFrame,
  page: LandingPage,
  layers: readonly CollectionPage[],
): string {
  const address = escapeHtml(root)
  const body = `<p>${escapeHtml(page.description)}</p>
<section class="card"><h2>在 GIS 中打开</h2>
<p>地址:<code>${address}</code></p>
<table><tbody>
<tr><th scope="row">QGIS</th><td>图层 → 添加图层 → 添加 WFS / OGC API – Features 图层 → 新建连接,填入上面的地址</td></tr>
<tr><th scope="row">ArcGIS Pro</th><td>插入 → 连接 → 服务器 → 新建 OGC API 服务器,填入上面的地址</td></tr>
<tr><th scope="row">GDAL</th><td><code>ogrinfo OAPIF:${address}</code></td></tr>
<tr><th scope="row">矢量瓦片</th><td><code>${escapeHtml(root.replace(/ogc$/, 'tiles/pipes.json'))}</code>(TileJSON;把 pipes 换成其他图层)</td></tr>
</tbody></table></section>
<h2>图层</h2>${cards(layers)}
<h2>说明</h2><p><a href="${address}/api?f=html">接口说明</a> · <a href="${address}/conformance?f=html">符合的标准</a></p>`
  return htmlPage({ title: page.title, crumbs: [], demo, links: page.links, body })
}

export function conformanceHtml(frame: HtmlFrame, page: ConformancePage): string {
  const rows = page.conformsTo.map((uri) => `<li><code>${escapeHtml(uri)}</code></li>`).join('')
  return htmlPage({
    title: '符合的标准',
    crumbs: [home(frame)],
    demo: frame.demo,
    links: page.links,
    body: `<p>本服务符合 OGC API – Features 的下列一致性类:</p><ul class="card">${rows}</ul>`,
  })
}

export function collectionsHtml(
  frame: HtmlFrame,
  {
    collections,
    links,
  }: { readonly collections: readonly CollectionPage[]; readonly links: LandingPage['links'] },
): string {
  return htmlPage({ title: '图层', crumbs: [home(frame)], demo: frame.demo, links, body: cards(collections) })
}

export function collectionHtml(frame: HtmlFrame, page: CollectionPage, layer: Layer): string {
  const fields = openFields(layer).map(
    ({ name, label, unit, filter, words }) =>
      `<tr><td><code>${name}</code></td><td>${escapeHtml(label)}</td><td>${escapeHtml(unit ?? '')}</td><td>${filter === true ? '可筛选' : ''}</td><td>${escapeHtml(
        words === undefined
          ? ''
          : Object.entries(words)
              .map(([code, word]) => `${code} ${word}`)
              .join(','),
      )}</td></tr>`,
  )
  const extent = page.extent?.spatial.bbox[0]
  const body = `<p>${escapeHtml(page.description)}</p>
<p><a href="${escapeHtml(`${frame.root}/collections/${page.id}/items?f=html`)}">查看要素</a></p>
${extent === undefined ? '<p class="quiet">还没有数据。</p>' : `<p class="quiet">范围:${extent.map((value) => value.toFixed(5)).join(', ')}(西、南、东、北)</p>`}
<h2>字段</h2><div class="scroll" tabindex="0" role="region" aria-label="字段"><table><thead><tr><th>字段</th><th>名称</th><th>单位</th><th>筛选</th><th>代码</th></tr></thead><tbody>${fields.join('')}</tbody></table></div>
<h2>坐标系</h2><ul class="card">${page.crs.map((uri) => `<li><code>${escapeHtml(uri)}</code></li>`).join('')}</ul>`
  return htmlPage({
    title: page.title,
    crumbs: [home(frame), layersCrumb(frame)],
    demo: frame.demo,
    links: page.links,
    body,
  })
}

export function itemsHtml(
  frame: HtmlFrame,
  page: ItemsPage,
  layer: Layer,
  drawn: readonly Feature[],
): string {
  const fields = openFields(layer)
  const rows = page.features.map((feature) => {
    const cells = fields.map((field, at) => {
      const value = feature.properties?.[field.name] as FieldValue
      const shown = escapeHtml(wordOf(field, value))
      const href = `${frame.root}/collections/${layer.id}/items/${encodeURIComponent(String(feature.id))}?f=html`
      if (at === 0) return `<td><a href="${escapeHtml(href)}">${shown}</a></td>`
      return `<td${typeof value === 'number' ? ' class="number"' : ''}>${shown}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  const pages = page.links
    .filter(({ rel }) => rel === 'prev' || rel === 'next')
    .map(({ href, rel, title }) => `<a rel="${rel}" href="${escapeHtml(href)}">${escapeHtml(title)}</a>`)
  const table = `<div class="scroll" tabindex="0" role="region" aria-label="要素"><table><thead><tr>${fields.map(head).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
  const body = `<p class="quiet">共 ${page.numberMatched} 个,本页 ${page.numberReturned} 个</p>
${page.numberReturned === 0 ? '<p>没有符合条件的要素。</p>' : `${sketchOf(drawn, `${layer.title}的位置示意`)}${table}`}
<nav class="pages" aria-label="翻页">${pages.join('')}</nav>`
  const crumbs = [home(frame), layersCrumb(frame), layerCrumb(frame, layer)]
  return htmlPage({ title: `${layer.title}:要素`, crumbs, demo: frame.demo, links: page.links, body })
}

export function itemHtml(frame: HtmlFrame, page: ItemPage, layer: Layer, drawn: Feature): string {
  const rows = openFields(layer).map((field) => {
    const value = (page.properties?.[field.name] ?? null) as FieldValue
    return `<tr><th scope="row">${escapeHtml(labelOf(field))}</th><td>${escapeHtml(wordOf(field, value)).replaceAll('\n', '<br>')}</td></tr>`
  })
  const crumbs = [
    home(frame),
    layersCrumb(frame),
    layerCrumb(frame, layer),
    { href: `${frame.root}/collections/${layer.id}/items?f=html`, title: '要素' },
  ]
  return htmlPage({
    title: `${layer.title} ${String(page.properties?.['name'] ?? page.id ?? '')}`,
    crumbs,
    demo: page.properties?.['source'] === 'demo',
    links: page.links,
    body: `${sketchOf([drawn], '位置示意')}<div class="scroll"><table><tbody>${rows.join('')}</tbody></table></div>`,
  })
}

export function apiHtml(frame: HtmlFrame, links: LandingPage['links'], layers: readonly Layer[]): string {
  const rows = layers.map(
    (layer) =>
      `<tr><td>${escapeHtml(layer.title)}</td><td><code>GET ${escapeHtml(frame.root)}/collections/${layer.id}/items</code></td><td>${openFields(
        layer,
      )
        .filter(({ filter }) => filter)
        .map(({ name }) => `<code>${name}</code>`)
        .join(' ')}</td></tr>`,
  )
  const body = `<p>机器可读的说明为 OpenAPI 3.0。每个图层的 <code>items</code> 都接受:<code>limit</code>(每页条数)、<code>bbox</code> 与 <code>bbox-crs</code>(范围)、<code>crs</code>(坐标系)、<code>datetime</code>(建成时间)、<code>cursor</code>(翻页,由回答中的链接给出)、<code>f</code>(json 或 html),以及可筛选的字段。</p>
<div class="scroll" tabindex="0" role="region" aria-label="接口"><table><thead><tr><th>图层</th><th>地址</th><th>可筛选的字段</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
  return htmlPage({ title: '接口说明', crumbs: [home(frame)], demo: frame.demo, links, body })
}

function cards(collections: readonly CollectionPage[]): string {
  const one = ({ links, title, description }: CollectionPage): string => {
    const href =
      links.find(({ type, rel }) => type === 'text/html' && (rel === 'alternate' || rel === 'self'))?.href ??
      ''
    return `<section class="card"><h3><a href="${escapeHtml(href)}">${escapeHtml(title)}</a></h3><p class="quiet">${escapeHtml(description)}</p></section>`
  }
  return `<div class="cards">${collections.map(one).join('')}</div>`
}

function openFields(layer: Layer): readonly LayerField[] {
  return layer.fields.filter(({ filesOnly }) => filesOnly !== true)
}

function labelOf({ label, unit }: LayerField): string {
  return unit === undefined ? label : `${label}(${unit})`
}

function head(field: LayerField): string {
  return `<th scope="col">${escapeHtml(labelOf(field))}</th>`
}

/** As people read it; an empty cell is not known. */
function wordOf({ words }: LayerField, value: FieldValue): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  return words?.[String(value)] ?? String(value)
}

const home = ({ root }: HtmlFrame): Crumb => ({ href: `${root}?f=html`, title: '数据服务' })
const layersCrumb = ({ root }: HtmlFrame): Crumb => ({ href: `${root}/collections?f=html`, title: '图层' })
const layerCrumb = ({ root }: HtmlFrame, layer: Layer): Crumb => ({
  href: `${root}/collections/${layer.id}?f=html`,
  title: layer.title,
})

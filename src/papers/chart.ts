/**
 * Bar charts as SVG, drawn on the server. Readable without colour: each series has its own pattern and every bar its number.
 * Nothing inline that a strict policy forbids; colours are the page's own (`var(--…)`), so that light, dark and print fit.
 */
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, LegendComponent, AriaComponent, SVGRenderer]);

export interface ChartSeries {
  readonly name: string;
  /** one a label, in their order */
  readonly values: readonly number[];
}

export interface Chart {
  /** unique on its page: names the patterns inside */
  readonly id: string;
  /** `across`: a bar a line, long names; `up`: columns along time */
  readonly way: 'across' | 'up';
  /** stands for the picture where it is not seen; the numbers stand in the table beside it */
  readonly title: string;
  readonly labels: readonly string[];
  /** at most three; more than one is stacked */
  readonly series: readonly ChartSeries[];
}

// stand-ins that the drawing library can compute with; each becomes a variable of the page
const INK = '#010101';
const LINE = '#020202';
const FILLS = ['#030303', '#040404', '#050505'] as const;
const MARKS = '#060606';
const PAGE: Readonly<Record<string, string>> = {
  [INK]: 'var(--ink)',
  [LINE]: 'var(--line)',
  [FILLS[0]]: 'var(--chart-1)',
  [FILLS[1]]: 'var(--chart-2)',
  [FILLS[2]]: 'var(--chart-3)',
  [MARKS]: 'var(--card)',
};
/** plain, stripes, dots */
const PATTERNS = [
  { symbol: 'none' },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, color: MARKS },
  { symbol: 'circle', symbolSize: 0.7, dashArrayX: [[6, 6]], dashArrayY: [6, 2], color: MARKS },
] as const;
const WIDTH = 340;
const MOST_LABEL = 20;

/** Drawing takes some ten milliseconds: the last few are kept, by all that they show. */
const KEPT = 60;
const kept = new Map<string, string>();

/** The chart as an `<svg>` element; everything in it is escaped. */
export function drawChart(chart: Chart): string {
  const key = JSON.stringify(chart);
  const svg = kept.get(key) ?? draw(chart);
  kept.delete(key);
  kept.set(key, svg);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return svg;
}

function draw(chart: Chart): string {
  const across = chart.way === 'across';
  const many = chart.series.length > 1;
  const height = across ? chart.labels.length * 30 + (many ? 64 : 34) : 220;
  const names = {
    type: 'category' as const,
    data: chart.labels.map(short),
    inverse: across,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: INK } },
    axisLabel: { color: INK, fontSize: 12, ...(across ? {} : { hideOverlap: true }) },
  };
  const numbers = {
    type: 'value' as const,
    minInterval: 1,
    splitLine: { lineStyle: { color: LINE } },
    axisLabel: { color: INK, fontSize: 11, hideOverlap: true },
  };
  const plot = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  plot.setOption({
    animation: false,
    textStyle: { fontFamily: 'inherit', color: INK },
    ...(many ? { legend: { top: 0, left: 0, icon: 'rect', textStyle: { color: INK, fontSize: 12 } } } : {}),
    grid: { left: 4, right: 40, top: many ? 34 : 8, bottom: 4 },
    aria: { enabled: true, decal: { show: true, decals: [...PATTERNS] } },
    color: [...FILLS],
    xAxis: across ? numbers : names,
    yAxis: across ? names : numbers,
    series: chart.series.map((s, i) => ({
      type: 'bar' as const,
      name: s.name,
      data: [...s.values],
      ...(many ? { stack: 'all' } : {}),
      barMaxWidth: 22,
      itemStyle: { borderColor: INK, borderWidth: 1 },
      label: {
        show: across && i === chart.series.length - 1,
        position: 'right' as const,
        color: INK,
        fontSize: 12,
        formatter: ({ dataIndex }: { dataIndex: number }) =>
          String(chart.series.reduce((sum, one) => sum + (one.values[dataIndex] ?? 0), 0)),
      },
    })),
  });
  const svg = plot.renderToSVGString();
  plot.dispose();
  return ownStyle(svg, chart);
}

const short = (label: string): string =>
  [...label].length > MOST_LABEL ? `${[...label].slice(0, MOST_LABEL - 1).join('')}…` : label;

/** Style attributes become plain ones (the policy forbids them), stand-in colours the page's, ids the chart's own. */
function ownStyle(svg: string, { id, title }: Chart): string {
  return svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ style="([^"]*)"/g, (_, css: string) =>
      css
        .split(';')
        .map((rule) => rule.split(':') as [string, string?])
        .flatMap(([name, value]) => (value === undefined ? [] : [` ${name.trim()}="${value.trim()}"`]))
        .join(''),
    )
    .replace(/ (?:class|ecmeta_\w+|xml:space|pointer-events)="[^"]*"/g, '')
    .replace(/zr\d+-/g, `${id}-`)
    .replace(/#0[1-6]0[1-6]0[1-6]|rgb\(([1-6]),\s*\1,\s*\1\)/g, (found, n?: string) => {
      const key = n === undefined ? found : `#0${n}0${n}0${n}`;
      return PAGE[key] ?? found;
    })
    .replace(
      /^<svg /,
      `<svg role="img" aria-label="${escaped(title)}" viewBox="0 0 ${WIDTH} ${heightOf(svg)}" `,
    )
    .replace(/^(<svg[^>]*?viewBox="[^"]*"[^>]*?) viewBox="[^"]*"/, '$1')
    .replace(/^(<svg[^>]*?) width="\d+" height="\d+"/, '$1');
}

const heightOf = (svg: string): string => /^<svg[^>]*? height="(\d+)"/.exec(svg)?.[1] ?? '200';
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

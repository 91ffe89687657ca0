import { expect, test } from 'vitest';
import { drawChart } from '../../src/papers/chart.ts';

const svg = drawChart({
  ...{ id: 'loai', way: 'across', title: 'Theo <loại>', labels: ['Phản ánh', '<b>Kiến nghị</b>'] },
  series: [
    { name: 'Đúng hạn', values: [5, 3] },
    { name: 'Trễ hạn', values: [1, 0] },
    { name: 'Chưa tính', values: [2, 2] },
  ],
});

test('a chart carries nothing that the policy of the pages forbids', () => {
  expect(svg).not.toMatch(/ style="|<style|<script|onclick|href=/);
  expect(svg).not.toContain('<b>');
  expect(svg).toContain('aria-label="Theo &#60;loại&#62;"');
});

test('each series has a pattern of its own, and each bar its sum in digits', () => {
  for (const n of [0, 1, 2]) {
    expect(svg).toContain(`fill="url(#loai-p${n})"`);
    expect(svg).toContain(`id="loai-p${n}"`);
  }
  for (const total of ['>8<', '>5<']) expect(svg).toContain(total);
  for (const name of ['Đúng hạn', 'Trễ hạn', 'Chưa tính']) expect(svg).toContain(`>${name}<`);
});

test('colours are the page’s own, so that dark pages and paper fit', () => {
  expect(svg).toContain('fill="var(--chart-2)"');
  expect(svg).toContain('var(--ink)');
  expect(svg).not.toMatch(/#0[1-6]0[1-6]0[1-6]/);
});

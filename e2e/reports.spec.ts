import { lookAt } from './support/page';
import { enter } from './support/people';
import { expect, test } from './support/program';

// The lists of a year: on the page, as a workbook, as PDF.

test('a leader reads the lists of a year and takes them as files', async ({ page, program }) => {
  await enter(page, program, 'lanh-dao');
  await page.goto(`${program.address}/reports/yearly`);
  for (const [tab, name] of [
    ['Được công nhận', 'recognised'],
    ['Không được công nhận', 'unrecognised'],
    ['Theo đơn vị', 'units'],
  ] as const) {
    await page.locator('.tabs').getByRole('link', { name: tab, exact: true }).click();
    await page.waitForURL(new RegExp(`/reports/${name}`));
    await lookAt(page, `report-${name}`);
    const rows = await page.locator('main tbody tr').count();
    const files = page.locator('.page-head a');
    expect(await files.count()).toBe(rows > 0 ? 2 : 0);
    if (rows === 0) continue;
    const sheet = await page.request.get(program.address + (await files.nth(0).getAttribute('href'))!);
    expect((await sheet.body()).subarray(0, 2).toString()).toBe('PK');
    const pdf = await page.request.get(program.address + (await files.nth(1).getAttribute('href'))!);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  }
});

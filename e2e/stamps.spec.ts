import { lookAt, press } from './support/page';
import { enter } from './support/people';
import { expect, test } from './support/program';

// Pictures of the hand signature and of the seal: each by its keeper, nobody else's.

test('who keeps the seal places its picture and takes it away', async ({ page, program }) => {
  await enter(page, program, 'van-thu');
  await page.goto(`${program.address}/stamps`);
  await expect(page.locator('h1')).toHaveText('Ảnh chữ ký và con dấu');
  const seal = page.locator('main section').first();
  const picture = seal.locator('img');
  await expect(picture).toHaveCount(1);
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
  await lookAt(page, 'stamps');
  const kept = await page.request.get(program.address + (await picture.getAttribute('src'))!);
  const png = await kept.body();
  expect(png.subarray(1, 4).toString()).toBe('PNG');

  const upload = async (name: string, buffer: Buffer, width: string) => {
    const form = page.locator('main section').first();
    await form.getByLabel('Chiều rộng thật của con dấu').fill(width);
    await form.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer });
    await press(page, 'Lưu ảnh');
  };
  await upload('con-dau.png', png, '5');
  await expect(page.locator('main section .error').first()).toContainText('từ 15 đến 60 milimét');
  await upload('con-dau.png', png.subarray(0, 2000), '36');
  await expect(page.locator('main section .error').first()).toContainText('không phải là ảnh PNG');
  await lookAt(page, 'stamps-error');
  await upload('con-dau.png', png, '40');
  await expect(page.locator('main')).toContainText('Đã lưu ảnh.');
  await expect(page.getByLabel('Chiều rộng thật của con dấu').first()).toHaveValue('40');
  const remove = page.getByRole('button', { name: /^Gỡ ảnh/ }).first();
  await Promise.all([page.waitForEvent('load'), remove.click()]);
  await expect(page.locator('main section').first()).toContainText('Chưa có ảnh');
  await lookAt(page, 'stamps-empty');

  await enter(page, program, 'lanh-dao');
  await page.goto(`${program.address}/stamps`);
  await expect(page.locator('h2')).toContainText('Chữ ký của');
  await lookAt(page, 'stamps-hand');
  const strange = await page.request.get(program.address + new URL(kept.url()).pathname);
  expect(strange.status()).toBe(404);
});

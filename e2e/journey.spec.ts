import { type Program, expect, test } from './support/program';
import { enter, enterWithPassword, passwordFor } from './support/people';
import type { Locator, Page } from '@playwright/test';
import { lookAt, press } from './support/page';

// The main job in a browser, from a blank draft to the yearly list, with a check of every page on
// the way: one heading, nothing from outside, no sideways scrolling, nothing found by axe.

const long = (sentence: string, times: number) => Array(times).fill(sentence).join(' ');

/** Ticks a box or choice as a person does: by its words. */
async function tick(page: Page, selector: string): Promise<void> {
  const box = page.locator(selector).first();
  if (!(await box.isChecked())) await pressLabel(page, box);
  await expect(box).toBeChecked();
}

async function pressLabel(page: Page, box: Locator): Promise<void> {
  await page.locator(`label[for="${await box.getAttribute('id')}"]`).click();
}

async function fillSection(page: Page, home: string, key: string, answers: Record<string, string>): Promise<void> {
  await page.goto(`${home}/sections/${key}`);
  for (const [name, text] of Object.entries(answers)) {
    const field = page.locator(`[name="${name}"]`).first();
    const kind = await field.evaluate((element) => `${element.tagName}:${(element as HTMLInputElement).type}`);
    if (kind.startsWith('SELECT')) await field.selectOption(text);
    else if (kind.endsWith(':checkbox')) await tick(page, `[name="${name}"]`);
    else if (kind.endsWith(':radio')) await tick(page, `[name="${name}"][value="${text}"]`);
    else await field.fill(text);
  }
  await lookAt(page);
  await press(page, 'Lưu, về danh sách mục');
}

/** Writes and submits a dossier in the district's first round; gives its address and code. */
async function file(page: Page, program: Program, title: string): Promise<{ home: string; code: string }> {
  await page.goto(`${program.address}/dossiers/new`);
  await lookAt(page);
  await page.locator('label', { hasText: 'Đợt 1 năm 2024, cấp huyện' }).click();
  await press(page, 'Lập hồ sơ');
  await page.waitForURL(/\/dossiers\/[0-9a-f-]{36}/);
  const home = page.url().replace(/(\/dossiers\/[0-9a-f-]{36}).*/, '$1');
  await page.goto(home);
  await lookAt(page);

  await fillSection(page, home, 'general', {
    title,
    field: 'CCHC',
    first_applied_on: '12/06/2023',
    summary: long('Sắp lại các bước tiếp nhận để người dân chỉ phải đến một lần.', 2),
  });
  await fillSection(page, home, 'base_recognition', {
    base_number: '05/QĐ-PNV',
    base_date: '15/12/2023',
    base_body: 'Phòng Nội vụ huyện Phúc Thọ',
    reach_scope: 'district',
    reach_places: long('Áp dụng tại bộ phận một cửa của các xã.', 2),
  });
  await fillSection(page, home, 'description', {
    current_state: long('Trước đây hồ sơ được ghi vào sổ giấy và chuyển tay giữa ba bộ phận.', 3),
    solution: long('Mỗi hồ sơ có một phiếu theo dõi, ai nhận thì ghi giờ nhận và giờ trả.', 5),
    conditions: long('Một máy tính dùng chung và một người trực.', 2),
  });
  await fillSection(page, home, 'novelty', {
    novelty: long('Lần đầu tiên có phiếu theo dõi chung cho mọi loại hồ sơ tại đơn vị.', 3),
    applicability: long('Áp dụng được ngay tại các xã, thị trấn.', 3),
  });
  await fillSection(page, home, 'benefits', {
    benefit_author: long('Thời gian giải quyết giảm từ năm ngày còn ba ngày, không phát sinh chi phí.', 3),
  });
  await page.goto(`${home}/evidence`);
  await page.setInputFiles('input[name="file"]', {
    name: 'Xác nhận áp dụng.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Xác nhận mẫu: giải pháp đã được áp dụng tại bộ phận một cửa.'),
  });
  await page.getByRole('button', { name: 'Tải lên', exact: true }).click();
  await expect(page.locator('main .file-list')).toContainText('Xác nhận áp dụng.txt');
  await lookAt(page);
  await fillSection(page, home, 'commitment', { truthful: 'yes', publish: 'yes' });

  await page.goto(`${home}/check`);
  await lookAt(page);
  await tick(page, 'input[name="commitment"]');
  await press(page, 'Nộp hồ sơ');
  await page.waitForURL(/\/receipt/);
  await lookAt(page);
  const code = (await page.locator('main').innerText()).match(/PT-2024-\d{4}/)?.[0];
  expect(code, 'the receipt names the code').toBeTruthy();
  expect(await page.locator('main').innerText()).toMatch(/[0-9a-f]{8} ?[0-9a-f]{8}/);
  return { home, code: code! };
}

test('an initiative goes from a blank draft to certificate, registry and yearly list', async ({ page, program }) => {
  test.setTimeout(420_000);
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(program.address) && !request.url().startsWith('data:')) foreign.push(request.url());
  });
  const title = `Phiếu theo dõi chung tại bộ phận một cửa ${test.info().project.name}`;
  const passwords = await passwordFor(page, program, [
    'thu-truong-noi-vu',
    'pho-chu-tich-hd',
    'uy-vien-3',
    'uy-vien-4',
  ]);

  await test.step('the author is told everything that is missing, then files', async () => {
    await enter(page, program, 'tac-gia-10');
    await lookAt(page);
  });
  const { home, code } = await file(page, program, title);

  await test.step('the clerk returns it with a numbered item', async () => {
    await enter(page, program, 'tiep-nhan-kinh-te');
    await page.goto(`${program.address}/dossiers?q=${encodeURIComponent('phieu theo doi chung')}`);
    await expect(page.locator('main')).toContainText(code);
    await lookAt(page);
    await page.goto(`${home}/intake`);
    await lookAt(page);
    const giveBack = page.locator('form[action$="/return"]');
    if (!(await giveBack.isVisible())) await page.getByText(/Trả lại|bổ sung/).first().click();
    await giveBack.locator('[name="place.0"]').selectOption('benefits');
    await giveBack.locator('[name="requirement.0"]').fill('Bổ sung cách tính thời gian giải quyết.');
    await giveBack.locator('[name="basis.0"]').fill('Điểm 3.1 mục III Kế hoạch');
    await Promise.all([page.waitForEvent('load'), giveBack.locator('button.btn[value="preview"]:visible').click()]);
    await page.waitForURL(/\/return\/preview/);
    await lookAt(page);
    await expect(page.locator('main')).toContainText('Bổ sung cách tính thời gian giải quyết.');
    await Promise.all([page.waitForEvent('load'), page.locator('button.btn[value="send"]:visible').click()]);
    await page.goto(home);
    await expect(page.locator('main')).toContainText('Chờ bổ sung');
  });

  await test.step('the author answers and files again', async () => {
    await enter(page, program, 'tac-gia-10');
    await page.goto(`${home}/corrections`);
    await lookAt(page);
    await page.locator('[name="answer.1"]').fill('Đã bổ sung: lấy số ngày trung bình của 120 hồ sơ quý III.');
    await Promise.all([page.waitForEvent('load'), page.locator('button.btn[value="send"]:visible').first().click()]);
    await page.goto(home);
    await expect(page.locator('main')).toContainText('Chờ tiếp nhận');
  });

  await test.step('the clerk compares both versions, finds the item settled and accepts', async () => {
    await enter(page, program, 'tiep-nhan-kinh-te');
    await page.goto(`${home}/changes`);
    await lookAt(page);
    await expect(page.locator('main')).toContainText('Không có thay đổi nào ngoài nội dung được yêu cầu');
    await page.goto(`${home}/intake`);
    await lookAt(page);
    await tick(page, 'input[name^="verdict."][value="verify"]');
    await Promise.all([
      page.waitForEvent('load'),
      page.locator('form[action$="/judgement"] button.btn:visible').first().click(),
    ]);
    await Promise.all([
      page.waitForEvent('load'),
      page.locator('form[action$="/acceptance"] button.btn:visible').first().click(),
    ]);
    await page.goto(home);
    await expect(page.locator('main')).toContainText('Chờ thủ trưởng xác nhận');
  });

  await test.step('the head of the unit confirms the first application', async () => {
    await enterWithPassword(page, program, 'thu-truong-noi-vu', passwords);
    await page.goto(`${home}/confirmation`);
    await lookAt(page);
    await page.locator('[name="first_applied"]').fill('12/06/2023');
    await Promise.all([page.waitForEvent('load'), page.locator('button.btn[value="confirm"]:visible').first().click()]);
    await page.goto(home);
    await expect(page.locator('main')).toContainText('Chờ hội đồng');
  });

  let session = '';
  await test.step('the secretary convenes a session', async () => {
    await enter(page, program, 'thu-ky');
    await page.goto(`${program.address}/sessions/new`);
    await lookAt(page);
    const id = home.split('/').pop();
    const chosen = page.locator('input[name="dossier"]:checked');
    while (await chosen.count()) await pressLabel(page, chosen.first());
    await tick(page, `input[name="dossier"][value="${id}"]`);
    const councils = page.locator('[name="council"]');
    if ((await councils.count()) && (await councils.first().getAttribute('type')) === 'radio') await tick(page, '[name="council"]');
    await page.locator('[name="place"]').fill('Phòng họp UBND huyện');
    await page.locator('[name="date"]').fill('19/04/2024');
    await page.locator('[name="time"]').fill('08:00');
    await Promise.all([
      page.waitForURL(/\/sessions\/[0-9a-f-]{36}/),
      page.locator('form[action$="/sessions/new"] button.btn-primary').click(),
    ]);
    session = page.url().split('?')[0];
    await lookAt(page);
  });

  const voters = ['chu-tich-hd', 'thu-ky', 'uy-vien-1', 'pho-chu-tich-hd', 'uy-vien-3'];
  for (const voter of [...voters, 'uy-vien-4']) {
    await test.step(`${voter} marks, and learns nothing of the others' marks`, async () => {
      if (passwords[voter]) await enterWithPassword(page, program, voter, passwords);
      else await enter(page, program, voter);
      await page.goto(`${home}/marking`);
      const scores = page.locator('input[name^="score."]');
      for (let index = 0; index < (await scores.count()); index += 1) await scores.nth(index).fill('43');
      await tick(page, `[name="vote"][value="${voter === 'uy-vien-4' ? 'against' : 'for'}"]`);
      if (voter === voters[0]) await lookAt(page);
      await Promise.all([page.waitForEvent('load'), page.locator('button.btn[value="send"]:visible').first().click()]);
      await page.goto(session);
      await expect(page.locator('main')).not.toContainText('86');
    });
  }

  await test.step('the secretary closes the marking and the session concludes by two thirds', async () => {
    await enter(page, program, 'thu-ky');
    await page.goto(session);
    await Promise.all([
      page.waitForEvent('load'),
      page.locator('form[action$="/marking-closure"] button.btn:visible').first().click(),
    ]);
    await page.goto(session);
    await lookAt(page);
    await expect(page.locator('main')).toContainText('86');
    await Promise.all([
      page.waitForEvent('load'),
      page.locator('form[action$="/conclusion"] button.btn:visible').first().click(),
    ]);
    await page.goto(home);
    await expect(page.locator('main')).toContainText('Đạt, chờ quyết định');
  });

  let decision = '';
  await test.step('the leader issues one decision, numbered at issue', async () => {
    await enter(page, program, 'lanh-dao');
    await page.goto(`${program.address}/decisions/new`);
    await lookAt(page);
    const id = home.split('/').pop();
    await tick(page, `input[name="dossier"][value="${id}"]`);
    await Promise.all([
      page.waitForURL(/\/decisions\/[0-9a-f-]{36}/),
      page.locator('form[action$="/decisions/new"] button.btn-primary').click(),
    ]);
    decision = page.url().split('?')[0];
    await lookAt(page);
    await page.goto(`${decision}?confirm=issue`);
    await lookAt(page);
    await Promise.all([
      page.waitForEvent('load'),
      page.locator('form[action$="/issue"] button.btn:visible').first().click(),
    ]);
    await page.goto(decision);
    await expect(page.locator('main')).toContainText(/\d{2}\/QĐ-UBND/);
    await lookAt(page);
    const pdf = await page.request.get(`${decision}/file.pdf`);
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  });

  await test.step('the public verifies the certificate and finds the initiative without diacritics', async () => {
    const certificate = await page.locator('a[href^="/certificates/"]').first().getAttribute('href');
    const path = certificate!.replace(/\/file\.pdf$/, '');
    await page.context().clearCookies();
    await page.goto(program.address + path);
    await expect(page.locator('main')).toContainText(title);
    await lookAt(page);
    const pdf = await page.request.get(`${program.address}${path}/file.pdf`);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await page.goto(`${program.address}/registry?q=${encodeURIComponent('phieu theo doi chung')}`);
    await expect(page.locator('main')).toContainText(title);
    await lookAt(page);
    await page.goto(`${program.address}/registry/${code}`);
    await lookAt(page);
  });

  await test.step('the awards officer takes the yearly list', async () => {
    await enter(page, program, 'thi-dua');
    await page.goto(`${program.address}/reports/yearly?year=2024`);
    await lookAt(page);
    const list = await page.request.get(`${program.address}/reports/yearly.xlsx?year=2024`);
    expect(list.status()).toBe(200);
    expect((await list.body()).subarray(0, 2).toString()).toBe('PK');
  });
  expect(foreign, 'nothing is loaded from outside').toEqual([]);
});

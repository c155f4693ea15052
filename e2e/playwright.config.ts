import { defineConfig } from '@playwright/test';

// Debian's browser; Playwright's own builds are not downloaded.
const executablePath = process.env.SANGKIEN_TEST_CHROMIUM ?? '/usr/bin/chromium';
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  // Each file starts a program of its own; two cores carry no more.
  workers: process.env.CI ? 1 : 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    // A page that does not answer is a fault, not something to wait for.
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      args: asRoot ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 900 } } },
    { name: 'phone', use: { viewport: { width: 360, height: 740 }, hasTouch: true } },
    {
      name: 'no-script',
      // Every page works without scripts; these journeys say so in their name.
      grep: /without scripts/,
      use: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
    },
  ],
});

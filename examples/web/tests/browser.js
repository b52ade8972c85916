// Drives the page in a real Chromium: browser.js URL
'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const puppeteer = require(
  path.join(__dirname, '../../../target/peers/web/node_modules/puppeteer-core'),
);

async function shows(page, text) {
  await page
    .waitForFunction(
      (text) => document.getElementById('reply').value === text,
      { timeout: 60000 },
      text,
    )
    .catch(async () => {
      assert.equal(await page.$eval('#reply', (reply) => reply.value), text);
    });
}

async function ask(page, name) {
  await page.$eval('#name', (input) => (input.value = ''));
  await page.type('#name', name);
  await page.click('button');
}

async function main() {
  // Only our own page is visited. The root user of a container may not use the sandbox, and a
  // container may have little shared memory. A busy machine starts Chromium slowly.
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    timeout: 120000,
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(process.argv[2], { timeout: 60000 });
    await shows(page, 'ready');
    await ask(page, 'Ada');
    await shows(page, 'Hello, Ada!');
    await ask(page, 'Zo\u00eb \u{1f600}');
    await shows(page, 'Hello, Zo\u00eb \u{1f600}!');
    // An error: its code and message arrive as trailers in the body.
    await ask(page, '');
    await shows(page, '3: whom shall I greet?');
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});

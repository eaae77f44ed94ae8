import { beforeEach, describe, expect, test } from 'vitest';
import type { Prisma } from '../../src/db/generated/client.ts';
import { dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { statementsOf } from '../support/statements.ts';

const now = new Date('2026-11-22T16:00:00Z');
let contact: number;

const { alice, browser, db } = await useSignedIn({ clock: () => now });
beforeEach(async () => {
  contact = await newContact({});
});

async function newContact(fields: Partial<Prisma.ContactUncheckedCreateInput>): Promise<number> {
  const data = { first_name: 'Jan', last_name: 'Kowalski', ...fields, user_id: alice.id };
  return (await db.contact.create({ data })).id;
}

function say(content: string, fields: Partial<Prisma.InteractionUncheckedCreateInput> = {}) {
  const data = { contact_id: contact, occurred_at: now, ...fields, content, user_id: alice.id };
  return db.interaction.create({ data });
}

function plan(title: string, due: string | null, fields: Partial<Prisma.TaskUncheckedCreateInput> = {}) {
  const data = { contact_id: contact, title, due_date: due && new Date(due), ...fields, user_id: alice.id };
  return db.task.create({ data });
}

const open = async (query = '') => dom(await browser.get(`/contacts/${contact}/${query}`));
/** How often the labels of buttons in the row of a task name it. */
const namesForScreenReaders = ($: ReturnType<typeof dom>, title: string) =>
  $('.visually-hidden').text().split(title).length - 1;
const words = (text: string) => text.replace(/\s+/g, ' ').trim();

describe('the head', () => {
  test('of a new contact shows the name once, no next step and no last contact, and invites to the first note', async () => {
    const $ = await open();
    expect($('body').text().split('Jan Kowalski')).toHaveLength(2);
    expect(words($('.contact-overview').text())).toBe('Nothing planned No contact yet');
    expect($('.contact-overview .dot-none').length).toBe(1);
    expect($('.timeline-section .empty').text()).toContain('No history yet');
    expect($('button[type=submit]').first().text()).toBe('Save');
  });

  test('links to the company, the phone and the email', async () => {
    const company = await db.company.create({ data: { user_id: alice.id, name: 'Dąb' } });
    contact = await newContact({
      company_id: company.id,
      position: 'Joiner',
      phone: '+48 (600) 100-200',
      email: 'a+b@x.pl',
    });
    const $ = await open();
    expect($(`.record-sub a[href="/companies/${company.id}/"]`).text()).toBe('Dąb');
    expect(
      $('.contact-links a')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual(['tel:+48600100200', 'mailto:a%2Bb@x.pl', `/contacts/${contact}/write/`, 'sms:+48600100200']);
  });

  test.each([
    ['2026-11-22T09:00:00Z', 'call', 'today, call'],
    ['2026-11-10T09:00:00Z', 'email', '12 days ago, email'],
  ] as const)('tells the last contact: %s', async (occurred_at, interaction_type, text) => {
    await say('x', { occurred_at, interaction_type });
    expect(words((await open())('.contact-overview .last-contact').text())).toBe(`Last contact: ${text}`);
  });

  test.each([
    ['2026-11-19', 'late', '3 days late'],
    ['2026-11-22', 'today', 'today'],
    ['2026-11-27', 'later', 'in 5 days'],
  ])('shows the next step due %s with the dot for %s', async (due, dot, text) => {
    await plan('Offer', due);
    const $ = await open();
    expect($('.contact-overview .row-title').text()).toBe('Offer');
    expect(words($(`.contact-overview .dot-${dot}`).text()).toLowerCase()).toBe(text);
  });

  test('shows a next step without a date, too', async () => {
    await plan('Offer', null);
    const $ = await open();
    expect($('.contact-overview .row-title').text()).toBe('Offer');
    expect($('.contact-overview .dot').length).toBe(0);
  });

  test('names the next step once, and the other tasks below', async () => {
    const said = await say('Wants an offer');
    await plan('Offer', '2026-11-27', { interaction_id: said.id });
    await plan('Invoice', '2026-12-01');
    const $ = await open();
    expect($('main').text().split('Offer')).toHaveLength(2 + namesForScreenReaders($, 'Offer'));
    expect($('.contact-tasks .row-title').text()).toBe('Invoice');
    expect(words($('.contact-tasks h2').text())).toBe('Other tasks 1');
  });

  test('shows the beginning of the newest entry and leads to it', async () => {
    await say('Older', { occurred_at: '2026-11-20T09:00:00Z' });
    const { id } = await say(`Newest\n${'word '.repeat(60)}`, { interaction_type: 'call' });
    const $ = await open();
    expect($('.contact-latest').attr('href')).toBe(`#interaction-${id}`);
    expect($(`#interaction-${id}`).length).toBe(1);
    expect(words($('.contact-latest').text())).toMatch(/^Newest word .{100,150} word…$/);
    await say('A note to myself');
    expect(words((await open())('.contact-latest').text())).toBe('today, note: A note to myself');
  });

  test('links the message services that the user has switched on, to mobile numbers only', async () => {
    contact = await newContact({ phone: '22 555 01 01, kom. 601 555 100' });
    const links = async () => {
      const $ = await open();
      return $('.contact-links a, .contact-number')
        .toArray()
        .map((link) => $(link).attr('href'));
    };
    const numbers = ['tel:225550101', 'tel:601555100'];
    expect(await links()).toEqual(['tel:225550101', 'sms:+48601555100', ...numbers]);
    await browser.post('/accounts/message-links/', { whatsapp_links: 'on' });
    expect(await links()).toEqual(['tel:225550101', 'https://wa.me/48601555100', ...numbers]);
    await browser.post('/accounts/message-links/', { sms_links: 'on', whatsapp_links: 'on' });
    contact = await newContact({ phone: '22 555 01 01' });
    expect(await links()).toEqual(['tel:225550101', 'tel:225550101']);
  });

  test('says nothing about AI without a key', async () => {
    await say('x');
    const $ = await open();
    expect($('#ai').length).toBe(0);
    expect($('main').text()).not.toMatch(/\bAI\b|prompt/);
  });
});

describe('the timeline', () => {
  test('is grouped by days of the user, newest first, with type and time', async () => {
    // 00:30 on the 22nd in Warsaw, 23:30 on the 21st, both the 21st in UTC.
    await say('second', { occurred_at: '2026-11-21T22:30:00Z', interaction_type: 'call' });
    await say('first', { occurred_at: '2026-11-21T23:30:00Z', interaction_type: 'meeting' });
    await say('third', { occurred_at: '2026-11-03T12:00:00Z' });
    const $ = await open();
    expect(
      $('.timeline-day')
        .toArray()
        .map((day) => $(day).text()),
    ).toEqual(['Today', 'Yesterday', expect.stringMatching(/^Tuesday,? 3 November 2026$/)]);
    expect(
      $('.user-text')
        .slice(0, 3)
        .toArray()
        .map((text) => $(text).text()),
    ).toEqual(['first', 'second', 'third']);
    expect(words($('.timeline-meta').first().text())).toBe('Meeting 00:30');
  });

  test('shows text as text, and links without a referrer', async () => {
    await say('<script>alert(1)</script> "quoted" javascript:alert(1) https://example.com/?a=1&b=<i>');
    await plan('<img src=x onerror=alert(1)>', null);
    const $ = await open();
    expect($('main script, main img, main i').length).toBe(0);
    expect($('.timeline .user-text').text()).toContain('<script>alert(1)</script> "quoted" javascript:alert(1)');
    const links = $('.timeline .user-text a').toArray();
    expect(links.map((link) => $(link).attr('href'))).toEqual(['https://example.com/?a=1&b=']);
    expect($('.timeline .user-text a').attr('rel')).toContain('noopener');
  });

  test('folds long texts', async () => {
    await say('many words '.repeat(200));
    await say('short');
    const $ = await open();
    expect($('.long-text').length).toBe(1);
    expect($('.long-text details .user-text').text()).toBe('many words '.repeat(200));
    expect($('.long-text-start').text().length).toBeLessThan(430);
  });

  test('shows the next step with its interaction', async () => {
    const said = await say('Wants an offer');
    await plan('Call', '2026-11-23');
    await plan('Send the offer', '2026-11-25', { interaction_id: said.id });
    await plan('Thank', '2026-11-20', { interaction_id: said.id, status: 'done' });
    const $ = await open();
    expect(
      $('.timeline-next')
        .toArray()
        .map((step) => words($(step).text())),
    ).toEqual(['Next step: Send the offer in 3 days', 'Done: Thank']);
  });

  test('lists each row once across pages, also with equal times', async () => {
    for (let i = 0; i < 45; i++) await say(`said ${i}`);
    const seen: string[] = [];
    for (const page of [1, 2, 3]) {
      const $ = await open(`?page=${page}`);
      seen.push(
        ...$('.timeline .user-text')
          .toArray()
          .map((text) => $(text).text()),
      );
    }
    expect(words((await open())('.timeline-counts').text())).toBe('45 notes');
    expect(seen).toEqual(Array.from({ length: 45 }, (_, i) => `said ${44 - i}`));
    for (const page of ['4', '0', 'x', '-1', '1e9']) {
      expect((await open(`?page=${page}`))('.timeline .user-text').first().text()).toBe('said 44');
    }
  });

  test('shows nothing of another contact', async () => {
    const other = await newContact({ first_name: 'Ewa' });
    await say('for Ewa', { contact_id: other });
    await plan('Call Ewa', null, { contact_id: other });
    const $ = await open();
    expect($('main').text()).not.toMatch(/for Ewa|Call Ewa/);
  });
});

test('the composer of the page saves', async () => {
  const $ = await open();
  const action = $('form.composer').attr('action') ?? '';
  expect(action).toBe(`/contacts/${contact}/interactions/create/`);
  await browser.post(action, { content: 'Said by the form' });
  expect((await open())('.timeline .user-text').text()).toBe('Said by the form');
});

test('takes the same number of SQL statements with many interactions and tasks', async () => {
  const first = await say('one');
  await plan('one', null, { interaction_id: first.id });
  await open();
  const few = await statementsOf(() => open());
  for (let i = 0; i < 30; i++) {
    const { id } = await say(`more ${i}`);
    await plan(`more ${i}`, '2026-11-25', { interaction_id: id });
  }
  expect((await statementsOf(() => open())).length).toBe(few.length);
});

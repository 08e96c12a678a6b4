import { expect, test } from '../support/fixtures';

const both = { tag: '@no-javascript' };

for (const [address, name, inbox] of [
  ['gina@gmail.com', 'Gmail', 'https://mail.google.com/'],
  ['otto@outlook.com', 'Outlook', 'https://outlook.live.com/'],
  ['yara@proton.me', 'Proton Mail', 'https://mail.proton.me/'],
] as const) {
  test(`somebody at ${name} gets a link that opens the inbox beside the sign-in`, both, async ({ person, org }) => {
    await org.addPerson({ login: address, firstName: 'G', lastName: 'M' });
    await person.asksForCode(address);
    const link = person.link(`Open ${name}`);
    await expect(link).toHaveAttribute('href', new RegExp(`^${inbox}`));
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', /noopener/);
    await expect(link).toHaveAttribute('rel', /noreferrer/);
  });
}

test('somebody whose provider is not known gets no such link', both, async ({ person }) => {
  await person.asksForCode('ada@example.com');
  await expect(person.page.getByRole('link', { name: /^Open (?!the mailbox)/ })).toHaveCount(0);
});

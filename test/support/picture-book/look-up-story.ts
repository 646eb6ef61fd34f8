import { ask } from '../slack-desk.js';
import { waitFor } from '../wait-for.js';
import { address, type Stage } from './stage.js';

/** People look orders up, before anybody has asked for anything. */
export const tellOfLookingUp = async (stage: Stage): Promise<void> => {
  const { command } = stage;
  await command('help', 'tom.becker', '/order help');
  await command('not-understood', 'tom.becker', '/order recall everything');
  await command('order-new', 'tom.becker', '/order SO-1068');
  await command('order-backorder', 'tom.becker', '/order SO-1065');
  const long = await command('order-long', 'tom.becker', '/order SO-1071');
  await stage.heard(stage.as('tom.becker').click(long, 'order.lines'));
  await stage.modal('tom.becker', 'order', 'order-window');
  await stage.as('tom.becker').close(true);
  await command('order-shipped', 'tom.becker', '/order SO-1060');
  await command('order-purchase', 'wanda.kowal', '/order PO-501');
  await command('order-not-found', 'tom.becker', '/order SO-9999');
  await command('order-similar', 'tom.becker', '/order SO-106');
  await command('found-nothing', 'tom.becker', '/order find unicorn');
  await command('pending-none', 'tom.becker', '/order pending');
  await command('history-none', 'tom.becker', '/order history SO-1068');
  await command('found-page', 'tom.becker', '/order find Bluebird');
  const tom = stage.as('tom.becker');
  await tom.openHome();
  await waitFor(() => tom.home(), { what: 'a Home' });
  await stage.heard(tom.act({ where: { home: true }, actionId: 'look-up.open' }));
  await stage.modal('tom.becker', 'look-up', 'look-up');
  await tom.close(true);
};

/** Whoever may not, and what stands in the way of everybody. */
export const tellOfWhatIsInTheWay = async (stage: Stage): Promise<void> => {
  const { desk, command } = stage;
  const { control } = desk.sandbox;
  const locale = stage.as('tom.becker').user.locale;
  control.addPerson({ email: 'nina@elsewhere.example', name: 'Nina New', locale });
  control.addPerson({ email: 'gus@elsewhere.example', name: 'Gus Guest', locale, isRestricted: true });
  await command('not-a-member', 'nina@elsewhere.example', '/order SO-1068');
  const gus = stage.as('gus@elsewhere.example');
  await stage.answer('guest', 'gus@elsewhere.example', () => gus.command('/order SO-1068'), 'app');
  await stage.home('home-stranger', 'nina@elsewhere.example');

  await stage.home('home-admin', 'ada.admin');
  const ada = stage.as('ada.admin');
  await stage.heard(ada.act({ where: { home: true }, actionId: 'home.members' }));
  await stage.modal('ada.admin', 'members', 'members');
  await ada.close(true);
  await desk.db.prisma.member.update({
    where: { email: address('ada.admin') },
    data: { roles: ['auditor'] },
  });
  const before = ada.messages().length;
  await ada.act({
    where: { home: true },
    actionId: 'home.channel',
    blockId: 'order-ops',
    value: control.channel('order-approvals').id,
    confirm: true,
  });
  const refused = await waitFor(() => ada.messages()[before], { what: 'the admin to be told' });
  stage.keep('admins-only', await stage.camera.message(address('ada.admin'), undefined, refused));

  await desk.db.prisma.member.update({
    where: { email: address('priya.nair') },
    data: { active: false },
  });
  await command('switched-off', 'priya.nair', '/order SO-1068');

  await desk.db.prisma.$executeRaw`ALTER TABLE "order" RENAME TO gone`;
  const lost = await ask(stage.as('tom.becker'), '/order SO-1068');
  await desk.db.prisma.$executeRaw`ALTER TABLE gone RENAME TO "order"`;
  stage.keep('gone-wrong', await stage.camera.message(address('tom.becker'), 'general', lost));
};

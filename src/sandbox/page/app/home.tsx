import { type ReactNode, useEffect, useRef } from 'react';
import type { ViewRecord } from '../../workspace/records.js';
import { Blocks } from './blocks/blocks.js';
import { InspectButton } from './inspector/inspect-button.js';
import { SurfaceContext } from './surface-context.js';
import { useSurfaceOf } from './use-surface-of.js';
import { useWindow } from './window-context.js';
import { useWords } from './words-context.js';

/** The App Home; opening it tells the app, which may draw it anew. One that goes while it is looked at is opened again. */
export const Home = (): ReactNode => {
  const { screen, act } = useWindow();
  const words = useWords().place;
  useEffect(() => {
    void act('open-home', {});
  }, [act]);
  const drawn = screen.home !== null;
  const wasDrawn = useRef(drawn);
  useEffect(() => {
    if (wasDrawn.current && !drawn) void act('open-home', {});
    wasDrawn.current = drawn;
  }, [act, drawn]);
  if (screen.home === null) return <p className="empty">{words.homeNotDrawn}</p>;
  return <HomeView record={screen.home} />;
};

const HomeView = ({ record }: { readonly record: ViewRecord }): ReactNode => {
  const words = useWords().place;
  const { surface } = useSurfaceOf({
    where: { home: true },
    prefix: record.id,
    blocks: record.blocks,
    values: record.values,
    errors: record.errors,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="home scroll" tabIndex={0} aria-label={words.home}>
      <InspectButton of={{ kind: 'home', viewId: record.id }} />
      <SurfaceContext value={surface}>
        <Blocks of={record.blocks} />
      </SurfaceContext>
    </section>
  );
};

// Tabs as the WAI-ARIA Authoring Practices describe them: one stop of the Tab key, arrows, Home and End
// move between them, and the one with the focus is shown.

/** `onShow(panel)` is told of each panel that comes into view. Returns a function that shows the tab of an id. */
export function makeTabs(list, onShow) {
  const tabs = [...list.querySelectorAll('[role="tab"]')];
  const panelOf = (tab) => document.getElementById(tab.getAttribute('aria-controls'));

  function show(chosen) {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panelOf(tab).hidden = !isChosen;
    }
    document.body.dataset.tab = chosen.id;
    onShow(panelOf(chosen));
  }

  const keys = {
    ArrowRight: (at) => (at + 1) % tabs.length,
    ArrowLeft: (at) => (at + tabs.length - 1) % tabs.length,
    Home: () => 0,
    End: () => tabs.length - 1,
  };
  list.addEventListener('keydown', (event) => {
    const at = tabs.indexOf(event.target);
    if (at < 0 || !keys[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = tabs[keys[event.key](at)];
    next.focus();
    next.click();
  });
  for (const tab of tabs) tab.addEventListener('click', () => show(tab));
  return (id) => show(tabs.find((tab) => tab.id === id) ?? tabs[0]);
}

// Areas by typing: the server searches, the list follows the ARIA combobox pattern. Without script the typed text is sent instead.
document.addEventListener('focusin', ({ target }) => {
  const box = target.closest?.('[data-combobox]');
  if (box && !box.dataset.ready) enhance(box);
});

function enhance(box) {
  const [input, hidden] = [box.querySelector('input[type="text"]'), box.querySelector('input[type="hidden"]')];
  const list = Object.assign(document.createElement('ul'), {
    id: `${input.id}-list`,
    className: 'combobox__list',
    hidden: true,
  });
  const status = Object.assign(document.createElement('div'), { className: 'sr-only' });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.parentElement.querySelector('label').textContent);
  status.setAttribute('role', 'status');
  box.append(list, status);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  })) {
    input.setAttribute(name, value);
  }
  box.dataset.ready = 'true';
  let [waiting, asked, at] = [0, 0, -1];

  input.addEventListener('input', () => {
    hidden.value = '';
    clearTimeout(waiting);
    waiting = setTimeout(search, 180);
  });
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !list.hidden) {
      event.preventDefault();
      mark((at + step + list.children.length) % list.children.length);
    } else if (event.key === 'Enter' && !list.hidden && at >= 0) {
      event.preventDefault();
      choose(list.children[at]);
    } else if (event.key === 'Escape') close();
  });
  input.addEventListener('blur', close);
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = event.target.closest('[role="option"]');
    if (option) choose(option);
  });

  async function search() {
    const mine = ++asked;
    const words = input.value.trim();
    if (words.length < 2) return close();
    const query = new URLSearchParams({ q: words, level: box.dataset.level });
    try {
      const answer = await fetch(`${box.dataset.combobox}?${query}`, { headers: { Accept: 'application/json' } });
      const { items } = answer.ok ? await answer.json() : { items: [] };
      if (mine === asked && document.activeElement === input) show(items);
    } catch {
      close();
    }
  }

  function show(items) {
    at = -1;
    list.replaceChildren(...items.map(option));
    list.hidden = items.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    input.removeAttribute('aria-activedescendant');
    status.textContent = items.length === 0 ? box.dataset.none : `${items.length} ${box.dataset.found}`;
  }

  function option({ code, name, within }, index) {
    const row = Object.assign(document.createElement('li'), { id: `${list.id}-${index}` });
    row.setAttribute('role', 'option');
    row.dataset.code = code;
    row.dataset.name = name;
    row.append(name);
    if (within) row.append(Object.assign(document.createElement('small'), { textContent: within }));
    return row;
  }

  function mark(index) {
    list.children[at]?.removeAttribute('aria-selected');
    at = index;
    list.children[at].setAttribute('aria-selected', 'true');
    list.children[at].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', list.children[at].id);
  }

  function choose(row) {
    input.value = row.dataset.name;
    hidden.value = row.dataset.code;
    hidden.dispatchEvent(new Event('change', { bubbles: true }));
    close();
  }

  function close() {
    asked++;
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }
}

// Adds what is said from now on, and tells times as the reader's clock does. What others wrote becomes text alone.
const script = document.currentScript;
const lines = document.getElementById('lines');
const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const MOST = 1000;

function element(name, text) {
  const made = document.createElement(name);
  made.dir = 'auto';
  made.textContent = text;
  return made;
}

function tellTime(time) {
  time.textContent = format.format(new Date(time.dateTime));
}

function add({ id, nickname, said, text }) {
  if (document.getElementById(id) !== null) {
    return;
  }
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 80;
  const item = document.createElement('li');
  const time = document.createElement('time');
  item.id = id;
  time.dateTime = said;
  tellTime(time);
  item.append(element('b', nickname), ' ', time, element('p', text));
  lines.querySelector('.none')?.remove();
  lines.append(item);
  if (lines.childElementCount > MOST) {
    lines.firstElementChild.remove();
  }
  if (atEnd) {
    item.scrollIntoView();
  }
}

lines.querySelectorAll('time').forEach(tellTime);
if (location.hash === '') {
  scrollTo(0, document.documentElement.scrollHeight);
}
new EventSource(script.dataset.events).addEventListener('said', (event) => add(JSON.parse(event.data)));

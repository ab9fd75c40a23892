import { element } from '../shared/element.js';
import { orderCard } from './orderCard.js';
import { fetchOrders } from './orders.js';
import { showPlayPanel } from './playPanel.js';

element('reload').addEventListener('click', () => void showOrders());
void showOrders();
void showPlayPanel();

async function showOrders(): Promise<void> {
  const list = element('orders');
  list.setAttribute('aria-busy', 'true');
  try {
    const orders = await fetchOrders();
    list.replaceChildren(...orders.map((order) => orderCard(order, sayInChat)));
    tell(orders.length === 0 ? 'There are no orders here. The chat answers all the same.' : '');
  } catch {
    tell('The orders could not be loaded. The chat answers all the same.');
  } finally {
    list.setAttribute('aria-busy', 'false');
  }
}

/** The chat is on this page as on any shop's: by the script tag of the widget. */
function sayInChat(text: string): void {
  window.RefundDesk?.say(text);
}

function tell(text: string): void {
  element('empty-text').textContent = text;
  element('empty').hidden = text === '';
}

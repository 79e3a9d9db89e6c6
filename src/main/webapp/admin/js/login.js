/** The login page says why it is shown again. */
import { applyTheme } from './theme.js';

applyTheme();

const query = new URLSearchParams(location.search);
const failed = document.getElementById('failed');
if (query.has('wait')) {
  failed.textContent = `Too many attempts. Try again in ${Number(query.get('wait')) || 'a few'} seconds.`;
  failed.hidden = false;
} else if (query.has('failed')) {
  failed.textContent = 'User or password is wrong.';
  failed.hidden = false;
}
